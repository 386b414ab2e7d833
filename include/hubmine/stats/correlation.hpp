#pragma once

#include "hubmine/stats/interval.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hubmine::stats {

/// A variable ready to be correlated. Each entry may stand for several equal observations:
/// `weights` beside it says how many (each > 0).
struct Variable {
    std::vector<double> deviation;  ///< value minus the weighted mean
    double squares = 0;             ///< weighted sum of squared deviations
    bool constant = true;           ///< every observation is the same
    /// The one entry without which the variable would be constant, if there is one.
    std::optional<std::size_t> lone;
};

/// The values themselves.
[[nodiscard]] Variable centred(std::span<const std::int64_t> values,
                               std::span<const std::int64_t> weights);
/// log(1 + x) of the values; needs values > -1.
[[nodiscard]] Variable centred_log1p(std::span<const std::int64_t> values,
                                     std::span<const std::int64_t> weights);
/// The logarithm of the values, which must be > 0.
[[nodiscard]] Variable centred_log(std::span<const std::int64_t> values,
                                   std::span<const std::int64_t> weights);
/// Mid-ranks of the values: ties share the mean of their ranks.
[[nodiscard]] Variable centred_ranks(std::span<const std::int64_t> values,
                                     std::span<const std::int64_t> weights);

/// Product-moment correlation; that of ranks is Spearman's. Absent when either variable is constant
/// (fewer than two observations included). Within [-1, 1].
[[nodiscard]] std::optional<double> pearson(const Variable& x, const Variable& y,
                                            std::span<const std::int64_t> weights);

/// Pearson's r without the one observation whose absence changes r most. O(n): each leave-one-out r
/// follows from the sums by a rank-one update (Cook 1977). Absent when r is, and when that absence
/// leaves a variable constant.
[[nodiscard]] std::optional<double> pearson_without_most_influential(
    const Variable& x, const Variable& y, std::span<const std::int64_t> weights);

/// Two-sided p-value of a Pearson or Spearman coefficient of n observations by Student's t with n -
/// 2 degrees of freedom. 0 for |r| = 1 and n > 2; 1 for n = 2, where r can only be 1 or -1 (as
/// scipy). May underflow to 0.
[[nodiscard]] double correlation_p(double r, std::int64_t n);
/// Its natural logarithm, which does not underflow; -infinity where the p-value is 0.
[[nodiscard]] double log_correlation_p(double r, std::int64_t n);

/// Of Pearson's r by Fisher's z, whose variance is 1 / (n - 3). Absent when n < 4.
[[nodiscard]] std::optional<Interval> pearson_interval(double r, std::int64_t n);
/// Of Spearman's rho by Fisher's z with variance (1 + r^2 / 2) / (n - 3) (Bonett and Wright 2000).
/// Absent when n < 4.
[[nodiscard]] std::optional<Interval> spearman_interval(double r, std::int64_t n);

/// How two variables of the same n observations go together; what is undefined is absent.
struct Correlation {
    std::int64_t n = 0;
    std::optional<double> pearson;
    std::optional<double> pearson_p;
    std::optional<double> spearman;
    std::optional<double> spearman_p;
    std::optional<double> pearson_log1p;
    std::optional<double> pearson_without_top;
};

/// The forms of one variable that `correlate` needs.
struct CorrelationInput {
    Variable value;
    Variable rank;
    Variable log1p;
};
[[nodiscard]] CorrelationInput correlation_input(std::span<const std::int64_t> values,
                                                 std::span<const std::int64_t> weights);

/// Everything about one pair. Both inputs were made with these weights. To make the digits
/// independent of the order of the observations, bring them into a canonical order first.
[[nodiscard]] Correlation correlate(const CorrelationInput& x, const CorrelationInput& y,
                                    std::span<const std::int64_t> weights);

/// The same for two plain samples of equal length, in canonical order: sorted by (x, y) and merged.
[[nodiscard]] Correlation correlate(std::span<const std::int64_t> x,
                                    std::span<const std::int64_t> y);

}  // namespace hubmine::stats
