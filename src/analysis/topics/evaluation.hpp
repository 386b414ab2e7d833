#pragma once

#include "hubmine/store/dataset.hpp"

#include "topics/population.hpp"
#include "topics/word_lists.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hubmine::analysis::topics {

/// Why a dataset counts as made for evaluation, the strongest reason first.
enum class EvaluationRule : std::uint8_t { kOfficial, kTag, kName, kListed };

[[nodiscard]] std::string_view rule_name(EvaluationRule rule);

/// Tells which datasets are made for evaluation: a guess, whose reason is told.
class EvaluationRules {
  public:
    /// Both must outlive this.
    EvaluationRules(const store::Dataset& data, const EvaluationNames& names);

    /// The first rule that holds; absent = none does.
    [[nodiscard]] std::optional<EvaluationRule> of(std::uint32_t dataset) const;

  private:
    const store::Repos& datasets_;
    const EvaluationNames& names_;
    std::vector<std::optional<EvaluationRule>> of_tag_;  ///< by Dataset::tags
};

/// Whether one of the words of a name, split at everything but letters and digits, says so.
[[nodiscard]] bool is_evaluation_name(std::string_view name);

/// How many of the first datasets count.
struct EvaluationShare {
    std::int64_t top_n = 0;  ///< 0 = all that rank
    std::int64_t datasets = 0;
    std::int64_t evaluation = 0;
    std::int64_t value = 0;
    std::int64_t evaluation_value = 0;
};

struct RankedDataset {
    std::uint32_t dataset = 0;
    std::int64_t value = 0;
    std::optional<EvaluationRule> rule;
};

/// The datasets with most of a measure.
struct EvaluationRanking {
    std::string_view measure;
    std::vector<EvaluationShare> shares;
    std::vector<RankedDataset> first;  ///< as many as were asked for
};

/// By downloads, then by downloads of all time.
[[nodiscard]] std::array<EvaluationRanking, 2> rank_evaluation(const Population& datasets,
                                                               const EvaluationRules& rules,
                                                               std::size_t top);

}  // namespace hubmine::analysis::topics
