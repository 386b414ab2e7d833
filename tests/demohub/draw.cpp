#include "demohub/draw.hpp"

#include "demohub/chance.hpp"
#include "demohub/json_text.hpp"
#include "demohub/random.hpp"
#include "demohub/vocabulary.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace hubmine::demohub {

namespace {

using core::Kind;

/// Apart from those of synthetic.cpp and census.cpp, so that what they draw stays the same.
enum Purpose : std::uint64_t {
    kParent = 200,
    kRelation,
    kLanguageShape,
    kOtherLanguage,
    kDomain,
    kPaper,
    kTraining,
    kMetrics,
    kEmissions,
    kGrams,
    kTensors,
    kTotal,
    kType,
    kBenchmark,
    kMainSize
};

constexpr std::array<std::string_view, 8> kDomains{
    "medical", "finance", "legal", "biology", "time-series", "code", "robotics", "chemistry"};
constexpr std::array<std::string_view, 8> kOtherLanguages{"fr", "zh",  "de-DE",   "es",
                                                          "ja", "hin", "Swahili", "iw"};

template <std::size_t Length>
std::string one_of(const std::array<std::string_view, Length>& words, double chance) {
    return std::string(words.at(static_cast<std::size_t>(static_cast<double>(Length) * chance)));
}

void add_parent(const Census& census, std::size_t model, const std::string& id, Draw& drawn) {
    drawn.tags.push_back("base_model:" + id);
    drawn.tags.push_back(fmt::format(
        "base_model:{}:{}", pick_relation(census.chance(Kind::kModel, model, kRelation)), id));
    drawn.card.emplace_back("base_model", json_string(id));
}

std::string emissions_json(const Census& census, std::size_t model) {
    const double grams = std::exp(4 + 2.5 * normal(census.hash(Kind::kModel, model, kGrams)));
    switch (census.hash(Kind::kModel, model, kEmissions) % 8) {
        case 0:
            return R"("5 kg")";
        case 1:
            return fmt::format("\"{:.2f}\"", grams);
        case 2:
        case 3:
            return fmt::format(R"({{"emissions":{:.3f},"source":"codecarbon",)"
                               R"("training_type":"fine-tuning"}})",
                               grams);
        case 4:
            return R"({"source":"unknown"})";
        default:
            return fmt::format("{:.3f}", grams);
    }
}

}  // namespace

void draw_parents(const Census& census, std::size_t model, Draw& drawn) {
    constexpr std::size_t kCycleStep = 250;
    constexpr double kDerived = 0.3;
    constexpr double kGone = 0.04;
    const std::uint64_t dice = census.hash(Kind::kModel, model, kParent);
    const std::size_t count = census.count(Kind::kModel);
    const bool is_circular = model % kCycleStep == 7 || model % kCycleStep == 8;
    const std::size_t other = model % kCycleStep == 7 ? model + 1 : model - 1;
    if (is_circular && other < count) {
        add_parent(census, model, census.name(Kind::kModel, other), drawn);
        return;
    }
    const double u = unit(scatter(dice));
    const std::size_t parent = census.of_rank(
        Kind::kModel, static_cast<std::size_t>(static_cast<double>(count) * 0.999 * u * u * u));
    if (unit(dice) >= kDerived || parent >= model) {
        return;
    }
    if (unit(scatter(dice + 1)) < kGone) {
        add_parent(census, model, "gone-long-ago/model-" + std::to_string(dice % 100), drawn);
        return;
    }
    // Cards go on to say what a parent was called when they were written.
    const auto former = census.former_name(Kind::kModel, parent);
    const bool says_former = former && unit(scatter(dice + 2)) < 0.5;
    add_parent(census, model, says_former ? *former : census.name(Kind::kModel, parent), drawn);
}

void draw_languages(const Census& census, Kind kind, std::size_t index, Draw& drawn) {
    if (drawn.language.empty()) {
        return;
    }
    const double shape = census.chance(kind, index, kLanguageShape);
    const std::string first = json_string(drawn.language);
    const std::string other =
        json_string(one_of(kOtherLanguages, census.chance(kind, index, kOtherLanguage)));
    std::string json = drawn.language == "no" ? "false" : first;
    if (shape < 0.12) {
        json = fmt::format("[{},{}]", first, other);
    } else if (shape < 0.16) {
        json = other;
    } else if (shape < 0.18) {
        json = R"(["multilingual"])";
    } else if (shape < 0.2) {
        json = R"({"main":)" + first + "}";
    }
    drawn.card.emplace_back("language", json);
}

void draw_subjects(const Census& census, Kind kind, std::size_t index, Draw& drawn) {
    const auto happens = [&](Purpose purpose, double share) {
        return census.chance(kind, index, purpose) < share;
    };
    constexpr double kOfADomain = 0.08;
    if (happens(kDomain, kOfADomain)) {
        drawn.tags.push_back(one_of(kDomains, census.chance(kind, index, kDomain) / kOfADomain));
    }
    if (kind == Kind::kSpace) {
        return;
    }
    if (happens(kPaper, 0.06)) {
        drawn.tags.push_back(
            fmt::format("arxiv:2307.{:05}", census.hash(kind, index, kPaper) % 20000));
    }
    if (kind == Kind::kDataset) {
        drawn.tags.emplace_back("modality:text");
        if (happens(kBenchmark, 0.04)) {
            drawn.tags.emplace_back("benchmark");
        }
        return;
    }
    if (happens(kTraining, 0.15)) {
        drawn.card.emplace_back("datasets", R"(["squad"])");
    }
    if (happens(kMetrics, 0.1)) {
        drawn.card.emplace_back("metrics", happens(kMetrics, 0.02) ? "[]" : R"(["accuracy"])");
    }
    if (happens(kEmissions, 0.03)) {
        drawn.card.emplace_back("co2_eq_emissions", emissions_json(census, index));
    }
}

std::string draw_tensors(const Census& census, std::size_t model) {
    constexpr std::array<std::string_view, 5> kTypes{"F32", "BF16", "F16", "I8", "Q9"};
    const std::optional<double> family = census.family_size(model);
    const double told = census.chance(Kind::kModel, model, kTensors);
    if (!family && told > 0.7) {
        return "";
    }
    const std::uint64_t dice = census.hash(Kind::kModel, model, kTotal);
    const auto total = static_cast<std::int64_t>(family ? *family * (0.95 + 0.1 * unit(dice))
                                                        : std::exp(18 + 1.8 * normal(dice)));
    const std::string gguf =
        told < 0.1 ? fmt::format(R"(,"gguf":{{"total":{},"architecture":"llama"}})", total) : "";
    if (told < 0.07) {
        return gguf;
    }
    const std::string type = one_of(kTypes, std::sqrt(census.chance(Kind::kModel, model, kType)) *
                                                census.chance(Kind::kModel, model, kType));
    // Where gguf tells it, safetensors may count nothing.
    return fmt::format(R"(,"safetensors":{{"parameters":{{"{}":{}}},"total":{}}})", type, total,
                       gguf.empty() ? total : 0) +
           gguf;
}

std::string draw_main_size(const Census& census, std::size_t dataset) {
    const std::uint64_t dice = census.hash(Kind::kDataset, dataset, kMainSize);
    return std::to_string(static_cast<std::int64_t>(std::exp(14 + 3 * normal(dice))));
}

}  // namespace hubmine::demohub
