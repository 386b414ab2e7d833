#pragma once

#include "hubmine/stats/int128.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// Pure numbers: spans in, numbers out. No SQL, no files, no threads.
namespace hubmine::stats {

/// A sample of integers as its distinct values, ascending, and how often each occurs. Everything
/// that does not depend on the order of the observations is computed from this, so the order of the
/// observations cannot change a digit.
struct Counts {
    std::vector<std::int64_t> values;
    std::vector<std::int64_t> counts;  ///< as long as `values`, each > 0
    std::int64_t n = 0;                ///< number of observations
    Int128 total = 0;                  ///< exact sum of the observations

    [[nodiscard]] std::size_t distinct() const { return values.size(); }
    [[nodiscard]] bool empty() const { return n == 0; }
};

/// Counts in O(n) what is small and sorts only the rest.
[[nodiscard]] Counts count_values(std::span<const std::int64_t> sample);

/// The quantile at `numerator`/`denominator` (0..1) with linear interpolation: type 7 of Hyndman
/// and Fan (1996), the default of R, NumPy and pandas. The sample must not be empty.
[[nodiscard]] double quantile(const Counts& sample, std::int64_t numerator,
                              std::int64_t denominator);

/// Twice the mid-rank of each distinct value (ranks from 1, ties share their mean): an integer.
[[nodiscard]] std::vector<std::int64_t> doubled_mid_ranks(std::span<const std::int64_t> counts);

}  // namespace hubmine::stats
