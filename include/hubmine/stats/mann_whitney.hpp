#pragma once

#include "hubmine/stats/counts.hpp"
#include "hubmine/stats/interval.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hubmine::stats {

/// Mann-Whitney U test of two samples, two-sided: mid-ranks, normal approximation with correction
/// for ties and for continuity, as scipy's `mannwhitneyu(a, b, method="asymptotic")`.
struct MannWhitney {
    double u = 0;             ///< of the first sample: pairs in which it is larger, ties count half
    std::optional<double> z;  ///< > 0 when the first sample tends to be larger; absent when all
                              ///< observations are equal
    double p = 1;             ///< may underflow to 0
    double log_p = 0;         ///< natural logarithm of p; does not underflow
    double a12 = 0.5;         ///< u / (n_a n_b), Vargha and Delaney (2000)
    double cliffs_delta = 0;  ///< 2 a12 - 1, Cliff (1993)
};

/// In time linear in the numbers of distinct values. Absent when either sample is empty.
[[nodiscard]] std::optional<MannWhitney> mann_whitney(const Counts& a, const Counts& b);

/// Of Cliff's delta, asymmetric and within [-1, 1]: the variance by dominance of every observation
/// and of every pair (Cliff 1996), the bounds of Feng and Cliff (2004). Absent when either sample
/// has fewer than two observations.
[[nodiscard]] std::optional<Interval> cliffs_delta_interval(const Counts& a, const Counts& b);

/// Size of an effect by |Cliff's delta|: < 0.147 "negligible", < 0.33 "small", < 0.474 "medium",
/// else "large" (Romano et al. 2006).
[[nodiscard]] std::string_view magnitude(double cliffs_delta);

/// Holm's step-down adjustment (1979) of the p-values of a family of tests, in the order given: the
/// i-th smallest of m is multiplied by m - i + 1, made monotone and cut at 1.
[[nodiscard]] std::vector<double> holm(std::span<const double> p);

}  // namespace hubmine::stats
