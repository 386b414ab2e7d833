#pragma once

#include "hubmine/store/dataset.hpp"

#include "topics/language_codes.hpp"
#include "topics/population.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace hubmine::analysis::topics {

/// Where a repository says its languages: the first of these that gives one, or the word
/// multilingual, holds.
enum class LanguageSource : std::uint8_t { kCard, kTags, kBareTags };

/// What the texts of a store say of languages, each read once.
struct LanguageWords {
    std::vector<Reading> of_card_word;  ///< by Dataset::card_words
    std::vector<Reading> of_tag;        ///< by Dataset::tags: of what stands behind `language:`
    std::vector<bool> is_bare;          ///< by Dataset::tags: of_tag is the tag's own two letters
};

[[nodiscard]] LanguageWords read_language_words(const store::Dataset& data,
                                                const LanguageCodes& codes);

/// How many of some repositories declare what.
struct Declared {
    std::optional<int> year;  ///< absent = of all years
    bool is_floored = false;
    std::int64_t repositories = 0;
    std::int64_t declaring = 0;
    std::int64_t english = 0;
    std::int64_t english_only = 0;
    std::int64_t other_only = 0;
    std::int64_t multilingual = 0;
    std::int64_t languages = 0;          ///< distinct ones
    std::array<std::int64_t, 3> from{};  ///< by LanguageSource
    std::int64_t unknown_codes = 0;
};

struct LanguageCount {
    Language language = 0;
    Tally tally;
    std::int64_t only = 0;
    std::int64_t owners = 0;
};

/// The languages of a kind.
struct KindLanguages {
    std::vector<Declared> declared;     ///< all, then year by year, the floored ones first
    std::vector<LanguageCount> counts;  ///< most repositories first, then by code
    std::int64_t downloads = 0;         ///< of all repositories that declare
};

[[nodiscard]] KindLanguages count_languages(const store::Dataset& data,
                                            const Population& population,
                                            const LanguageWords& words);

}  // namespace hubmine::analysis::topics
