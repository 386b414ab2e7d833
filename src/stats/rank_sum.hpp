#pragma once

#include "hubmine/stats/counts.hpp"

namespace hubmine::stats {

/// What two samples say of each other when they are ranked together.
struct RankSum {
    Int128 doubled_u = 0;  ///< twice the U of the first: pairs in which it is larger, ties half
    Int128 tied_pairs = 0;
    Int128 tie_term = 0;  ///< sum of t^3 - t over groups of ties
};

[[nodiscard]] RankSum rank_sum(const Counts& a, const Counts& b);

/// n_a n_b (n^3 - n - ties) / (12 n (n - 1)): of U, and of the sum of ranks of either.
[[nodiscard]] double variance_of_u(const Counts& a, const Counts& b, const RankSum& sum);

/// log of the two-sided p-value of a standard normal statistic.
[[nodiscard]] double log_two_sided_p(double z);
/// The p-value itself; may underflow.
[[nodiscard]] double two_sided_p(double z);

}  // namespace hubmine::stats
