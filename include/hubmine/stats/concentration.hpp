#pragma once

#include "hubmine/stats/counts.hpp"

#include <cstdint>
#include <optional>

namespace hubmine::stats {

/// Pareto's question: the smallest number of observations, taken from the largest down, whose sum
/// reaches `percent` hundredths of the total. Exact integer arithmetic; absent when the total is
/// not positive. Needs 0 < percent < 100.
[[nodiscard]] std::optional<std::int64_t> smallest_head(const Counts& sample, int percent);

/// The sum of so many of the largest observations.
[[nodiscard]] Int128 sum_of_largest(const Counts& sample, std::int64_t how_many);

/// How unequally a total is spread over the observations. All of them assume values >= 0.
struct Concentration {
    /// Gini coefficient of the sample: 2 sum(i x_i) / (n sum x) - (n + 1) / n over ascending x (Sen
    /// 1973).
    double gini = 0;
    double top_1pct_share = 0;   ///< share of the total held by the ceil(n / 100) largest
    double top_10pct_share = 0;  ///< share of the total held by the ceil(n / 10) largest
    double hhi = 0;              ///< Herfindahl-Hirschman index: sum of squared shares, 1/n .. 1
    double largest_share = 0;    ///< share of the total held by the largest
};

/// Absent when the total is not positive.
[[nodiscard]] std::optional<Concentration> concentration(const Counts& sample);

}  // namespace hubmine::stats
