// What a synthetic repository says of itself: sizes, parents, languages, its card. Drawn apart from
// its numbers, which so stay the same whatever is added here.

#include "synthetic_hub.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace hubmine::bench {

namespace {

using core::Kind;

struct Size {
    std::string_view token;
    double parameters;
};

/// The members of a family: the first one stands at a multiple of kFamilyStep.
constexpr std::array<Size, 4> kSizes{
    {{"125m", 1.25e8}, {"1b", 1.1e9}, {"7b", 6.7e9}, {"70b", 6.9e10}}};
constexpr std::int64_t kFamilyStep = 20;
constexpr double kFamilies = 0.3;

constexpr std::array<std::string_view, 6> kDomains{"medical", "finance",     "legal",
                                                   "biology", "time-series", "code"};
constexpr std::array<std::string_view, 8> kOtherLanguages{"fr", "zh", "de",  "es",
                                                          "ja", "ko", "hin", "Swahili"};
constexpr std::array<std::string_view, 4> kTypes{"F32", "F16", "BF16", "I8"};
constexpr std::array<std::int64_t, 4> kBytes{4, 2, 2, 1};

template <std::size_t Length>
std::string any(const std::array<std::string_view, Length>& words, Random& random) {
    return std::string(words.at(random.below(Length)));
}

std::string quoted(std::string_view text) {
    return fmt::format("\"{}\"", text);
}

class Card {
  public:
    void add(std::string_view key, std::string_view json) {
        text_ += fmt::format("{}\"{}\":{}", text_.size() > 1 ? "," : "", key, json);
    }
    [[nodiscard]] std::string text() const { return text_ + "}"; }

  private:
    std::string text_ = "{";
};

/// As people write it: one, several, or what YAML makes of Norwegian.
std::string languages(Random& random) {
    const double shape = random.uniform();
    if (shape < 0.6) {
        return R"("en")";
    }
    if (shape < 0.75) {
        return fmt::format(R"(["en","{}"])", any(kOtherLanguages, random));
    }
    if (shape < 0.95) {
        return fmt::format(R"(["{}"])", any(kOtherLanguages, random));
    }
    return shape < 0.97 ? "false" : R"("multilingual")";
}

std::string emissions(Random& random) {
    const double grams = std::exp(3 + 3 * random.normal());
    const double shape = random.uniform();
    if (shape < 0.5) {
        return fmt::format("{:.3f}", grams);
    }
    if (shape < 0.9) {
        return fmt::format(
            R"({{"emissions":{:.3f},"source":"codecarbon","training_type":"fine-tuning"}})", grams);
    }
    return shape < 0.95 ? fmt::format("\"{:.1f}\"", grams) : R"("5 kg")";
}

std::string_view relation(Random& random) {
    constexpr std::array<std::string_view, 3> kCommon{"finetune", "quantized", "adapter"};
    return random.chance(0.03) ? "merge" : kCommon.at(random.rank(kCommon.size(), 1));
}

}  // namespace

std::optional<std::int64_t> SyntheticHub::leader(Kind kind, std::int64_t index) const {
    const std::int64_t member = index % kFamilyStep;
    const std::int64_t first = index - member;
    const auto members = static_cast<std::int64_t>(kSizes.size());
    const bool is_family = kind == Kind::kModel && member < members &&
                           first + members <= size_.models &&
                           random_of(kind, first, kFamily).chance(kFamilies);
    return is_family ? std::optional(first) : std::nullopt;
}

std::string SyntheticHub::suffix(Kind kind, std::int64_t index) const {
    const std::optional<std::int64_t> first = leader(kind, index);
    return first ? fmt::format("{}-{}", *first,
                               kSizes.at(static_cast<std::size_t>(index - *first)).token)
                 : std::to_string(index);
}

std::int64_t SyntheticHub::index_of(std::string_view id) const {
    if (const auto named = adoption_.index_of(id)) {
        return *named;
    }
    const auto number_before = [id](std::size_t end) {
        const std::size_t start = id.rfind('-', end - 1) + 1;
        return std::stoll(std::string(id.substr(start, end - start)));
    };
    for (std::size_t member = 0; member < kSizes.size(); ++member) {
        if (id.ends_with(fmt::format("-{}", kSizes.at(member).token))) {
            return number_before(id.rfind('-')) + static_cast<std::int64_t>(member);
        }
    }
    return number_before(id.size());
}

void SyntheticHub::add_size(hub::RepoRecord& record, std::int64_t index, Random& random) const {
    const std::optional<std::int64_t> first = leader(Kind::kModel, index);
    if (!first && random.chance(0.3)) {
        return;
    }
    const double total = first ? kSizes.at(static_cast<std::size_t>(index - *first)).parameters *
                                     (0.95 + 0.1 * random.uniform())
                               : std::exp(18 + 2 * random.normal());
    record.parameters = static_cast<std::int64_t>(total);
    const bool is_gguf = random.chance(0.1);
    record.parameters_source =
        is_gguf ? hub::ParametersSource::kGguf : hub::ParametersSource::kSafetensors;
    const std::size_t type = random.below(kTypes.size());
    if (!is_gguf && !random.chance(0.02)) {
        record.weights = *record.parameters * kBytes.at(type);
    }
}

/// Few models have most descendants; some parents are gone, were renamed, name each other.
void SyntheticHub::add_parents(hub::RepoRecord& record, std::int64_t index, Random& random) const {
    constexpr std::int64_t kCycleStep = 5000;
    std::vector<hub::BaseModel> parents;
    const auto add = [&](std::string id) {
        parents.push_back({.id = std::move(id), .relation = std::string(relation(random))});
    };
    const auto candidates = static_cast<std::uint64_t>(size_.models);
    if (index % kCycleStep == 7 || index % kCycleStep == 8) {
        const std::int64_t other = index % kCycleStep == 7 ? index + 1 : index - 1;
        add(repository_id(Kind::kModel, std::min(other, size_.models - 1)));
    } else if (random.chance(0.3)) {
        for (std::uint64_t more = random.chance(0.03) ? 2 : 1; more > 0; --more) {
            const double fate = random.uniform();
            if (fate < 0.03) {
                add(fmt::format("gone-long-ago/model-{}", random.below(1000)));
            } else {
                add(repository_id(Kind::kModel,
                                  static_cast<std::int64_t>(random.rank(candidates, 1.1))));
            }
        }
    }
    for (const hub::BaseModel& parent : parents) {
        record.tags->push_back("base_model:" + parent.id);
        record.tags->push_back(fmt::format("base_model:{}:{}", parent.relation, parent.id));
    }
    record.base_models = std::move(parents);
}

void SyntheticHub::describe(hub::RepoRecord& record, std::int64_t index) const {
    Random random = random_of(record.kind, index, kDescription);
    Card card;
    if (record.kind == Kind::kModel) {
        add_size(record, index, random);
        add_parents(record, index, random);
        card.add("library_name", quoted(*record.library_name));
        card.add("pipeline_tag", quoted(*record.pipeline_tag));
        if (!record.base_models->empty()) {
            card.add("base_model", quoted(record.base_models->front().id));
        }
        if (random.chance(0.012)) {
            card.add("co2_eq_emissions", emissions(random));
        }
    } else if (record.kind == Kind::kDataset) {
        record.main_size = static_cast<std::int64_t>(std::exp(15 + 3 * random.normal()));
        record.description = "Rows that somebody gathered, cleaned and put here for everybody.";
        record.tags->emplace_back(random.chance(0.7) ? "modality:text" : "modality:timeseries");
        if (random.chance(0.02)) {
            record.tags->emplace_back("benchmark");
        }
    } else {
        card.add("title", quoted("A demo"));
    }
    if (random.chance(0.05)) {
        record.tags->push_back(any(kDomains, random));
    }
    if (random.chance(0.4)) {
        card.add("language", languages(random));
    }
    if (random.chance(0.15)) {
        card.add("datasets", R"(["squad"])");
    }
    if (random.chance(0.08)) {
        card.add("metrics", R"(["accuracy","f1"])");
    }
    if (random.chance(0.7)) {
        record.card = card.text();
    }
}

}  // namespace hubmine::bench
