#pragma once

#include "hubmine/stats/counts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Tests of several samples by ranks, ties at their mid-ranks. Every time is linear in the numbers
/// of distinct values times the number of samples.
namespace hubmine::stats {

/// Kruskal and Wallis (1952), corrected for ties, as scipy's `kruskal`.
struct KruskalWallis {
    std::int64_t groups = 0;  ///< samples that are not empty
    std::int64_t n = 0;
    std::int64_t df = 0;
    /// Absent when all observations are equal; then p is 1.
    std::optional<double> h;
    double p = 1;                           ///< by chi-squared with df; may underflow to 0
    double log_p = 0;                       ///< natural logarithm of p; does not underflow
    std::optional<double> epsilon_squared;  ///< h / (n - 1): the size of the effect, 0 to 1
};

/// Empty samples take no part. Absent when fewer than two are left.
[[nodiscard]] std::optional<KruskalWallis> kruskal_wallis(std::span<const Counts> samples);

/// Dunn's comparison (1964) of two of several samples by their mean ranks among all, two-sided.
struct Dunn {
    std::optional<double> z;  ///< > 0 when the first tends to be larger; absent when all are equal
    double p = 1;
    double log_p = 0;
};

/// Ranks observations of all samples together once, for every comparison of two of them.
class DunnTest {
  public:
    explicit DunnTest(std::span<const Counts> samples);
    /// Samples by their index. Absent when either is empty.
    [[nodiscard]] std::optional<Dunn> compare(std::size_t a, std::size_t b) const;

  private:
    std::vector<double> mean_ranks_;
    std::vector<std::int64_t> sizes_;
    double variance_ = 0;  ///< of one rank, ties corrected
};

/// Two samples of one stratum.
struct Stratum {
    Counts a;
    Counts b;
};

/// Van Elteren (1960): the Wilcoxon rank sum test within strata, weighed by 1 / (n_h + 1), variance
/// corrected for ties, no continuity correction, two-sided. Strata in which either sample is empty
/// take no part.
struct VanElteren {
    std::int64_t strata = 0;
    std::int64_t n_a = 0;
    std::int64_t n_b = 0;
    /// > 0 when the first tends to be larger; absent when all of every stratum are equal.
    std::optional<double> z;
    double p = 1;
    double log_p = 0;
    /// Cliff's delta of the strata, weighed by the pairs and the weight of each.
    double delta = 0;
};

/// Absent when no stratum takes part.
[[nodiscard]] std::optional<VanElteren> van_elteren(std::span<const Stratum> strata);

}  // namespace hubmine::stats
