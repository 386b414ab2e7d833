#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// Fields of a card's metadata, bits.
enum class CardField : std::uint32_t {
    kWhole = 1U << 0U,  ///< there is a card, be it one without fields
    kLicense = 1U << 1U,
    kLanguage = 1U << 2U,
    kDatasets = 1U << 3U,
    kBaseModel = 1U << 4U,
    kTags = 1U << 5U,
    kPipelineTag = 1U << 6U,
    kLibraryName = 1U << 7U,
    kModelIndex = 1U << 8U,
    kMetrics = 1U << 9U,
    kEmissions = 1U << 10U,
    kNewVersion = 1U << 11U,
};

/// What a card calls a field.
struct NamedCardField {
    std::string_view name;
    CardField field;
};

/// Every one but kWhole, which no card has a name for.
inline constexpr std::array<NamedCardField, 11> kNamedCardFields{
    {{"license", CardField::kLicense},
     {"language", CardField::kLanguage},
     {"datasets", CardField::kDatasets},
     {"base_model", CardField::kBaseModel},
     {"tags", CardField::kTags},
     {"pipeline_tag", CardField::kPipelineTag},
     {"library_name", CardField::kLibraryName},
     {"model-index", CardField::kModelIndex},
     {"metrics", CardField::kMetrics},
     {"co2_eq_emissions", CardField::kEmissions},
     {"new_version", CardField::kNewVersion}}};

/// What a card says of emissions, in grams of CO2 equivalent.
struct CardEmissions {
    std::optional<double> grams;  ///< absent = malformed: no number, negative, or not finite
    std::string source;           ///< empty where it is no text
    std::string training_type;    ///< the same
};

/// Which fields a card has, and the languages that it names.
struct CardFacts {
    std::uint32_t fields = 0;  ///< of CardField: those that are neither null nor empty
    /// `language`: a text, an array of texts, or the texts of an object; `false` is "no", which is
    /// what YAML makes of Norwegian.
    std::vector<std::string> language;
    std::vector<std::string> languages;
};

/// Lenient: what has another shape is passed over. A text that is no JSON object has no facts.
[[nodiscard]] CardFacts read_card(std::string_view card);
/// As lenient. Absent when the card says nothing of emissions; most do not, and cost little.
[[nodiscard]] std::optional<CardEmissions> read_card_emissions(std::string_view card);

}  // namespace hubmine::store
