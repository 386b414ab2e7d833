#include "topics/evaluation.hpp"

#include "hubmine/core/text.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace hubmine::analysis::topics {

namespace {

constexpr std::array<std::string_view, 6> kEvaluationTags{
    "benchmark", "benchmarks", "evaluation", "eval", "leaderboard", "llm-evaluation"};
constexpr std::array<std::string_view, 7> kEvaluationWords{
    "bench", "benchmark", "benchmarks", "eval", "evals", "evaluation", "leaderboard"};
constexpr std::array<std::int64_t, 5> kTopNumbers{10, 50, 100, 1000, 0};

template <typename Words>
bool is_one_of(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<EvaluationRule> rule_of_tag(std::string_view tag) {
    if (tag == "benchmark:official") {
        return EvaluationRule::kOfficial;
    }
    return is_one_of(kEvaluationTags, core::ascii_lower(tag)) ? std::optional(EvaluationRule::kTag)
                                                              : std::nullopt;
}

std::string_view name_of(std::string_view id) {
    return id.substr(id.find('/') + 1);  // the whole id where there is no slash
}

/// Those of the datasets that have a value; 0 is one, and the Hub leaves no downloads out.
std::vector<std::uint32_t> with_value(const Population& datasets,
                                      const core::OptionalColumn<std::int64_t>& values,
                                      bool missing_is_none) {
    std::vector<std::uint32_t> of = datasets.chosen;
    if (!missing_is_none) {
        std::erase_if(of, [&values](std::uint32_t dataset) { return !values[dataset]; });
    }
    return of;
}

EvaluationRanking rank_by(std::string_view measure, const Population& datasets,
                          const EvaluationRules& rules, std::size_t top) {
    const bool is_recent = measure == "downloads";
    const auto& values = is_recent ? datasets.repos.downloads : datasets.repos.downloads_all_time;
    const std::vector<std::uint32_t> ranked = with_value(datasets, values, is_recent);
    EvaluationRanking ranking{.measure = measure};
    for (const std::int64_t top_n : kTopNumbers) {
        ranking.shares.push_back({.top_n = top_n});
    }
    const auto count = [&](EvaluationShare& share, const RankedDataset& one) {
        ++share.datasets;
        share.value += one.value;
        share.evaluation += one.rule ? 1 : 0;
        share.evaluation_value += one.rule ? one.value : 0;
    };
    const auto judged = [&](std::uint32_t dataset) {
        return RankedDataset{
            .dataset = dataset, .value = values[dataset].value_or(0), .rule = rules.of(dataset)};
    };
    for (const std::uint32_t dataset : ranked) {
        count(ranking.shares.back(), judged(dataset));
    }
    constexpr std::size_t kMostShown = 1000;
    const std::vector<std::uint32_t> first =
        first_by_value(datasets.repos, values, ranked, std::max(top, kMostShown));
    for (std::size_t rank = 0; rank < first.size(); ++rank) {
        const RankedDataset one = judged(first[rank]);
        for (EvaluationShare& share : ranking.shares) {
            if (static_cast<std::int64_t>(rank) < share.top_n) {
                count(share, one);
            }
        }
        if (rank < top) {
            ranking.first.push_back(one);
        }
    }
    return ranking;
}

}  // namespace

std::string_view rule_name(EvaluationRule rule) {
    constexpr std::array<std::string_view, 4> kNames{"official", "tag", "name", "listed"};
    return kNames.at(static_cast<std::size_t>(rule));
}

bool is_evaluation_name(std::string_view name) {
    const auto is_part_of_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    const std::string lower = core::ascii_lower(name);
    for (auto at = lower.begin(); at != lower.end();) {
        const auto start = std::find_if(at, lower.end(), is_part_of_word);
        at = std::find_if_not(start, lower.end(), is_part_of_word);
        const std::string_view word(lower.data() + (start - lower.begin()),
                                    static_cast<std::size_t>(at - start));
        if (is_one_of(kEvaluationWords, word) || word.ends_with("bench")) {
            return true;
        }
    }
    return false;
}

EvaluationRules::EvaluationRules(const store::Dataset& data, const EvaluationNames& names)
    : datasets_(data.of(core::Kind::kDataset)), names_(names) {
    of_tag_.reserve(data.tags.size());
    for (const std::string_view tag : data.tags) {
        of_tag_.push_back(rule_of_tag(tag));
    }
}

std::optional<EvaluationRule> EvaluationRules::of(std::uint32_t dataset) const {
    std::optional<EvaluationRule> rule;
    for (const std::uint32_t tag : datasets_.tags[dataset]) {
        if (of_tag_[tag] && (!rule || *of_tag_[tag] < *rule)) {
            rule = of_tag_[tag];
        }
    }
    if (rule) {
        return rule;
    }
    const std::string_view id = datasets_.id[dataset];
    if (is_evaluation_name(name_of(id))) {
        return EvaluationRule::kName;
    }
    return names_.contains(id) ? std::optional(EvaluationRule::kListed) : std::nullopt;
}

std::array<EvaluationRanking, 2> rank_evaluation(const Population& datasets,
                                                 const EvaluationRules& rules, std::size_t top) {
    return {rank_by("downloads", datasets, rules, top),
            rank_by("downloads_all_time", datasets, rules, top)};
}

}  // namespace hubmine::analysis::topics
