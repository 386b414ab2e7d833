#pragma once

namespace hubmine::stats {

/// Tails of distributions as natural logarithms: finite where the probability itself underflows.

/// log P(Z > z) of the standard normal. Below the reach of erfc the continued fraction of Mills'
/// ratio (Abramowitz and Stegun 26.2.14).
[[nodiscard]] double log_normal_tail(double z);

/// log P(low < Z <= low + width) of the standard normal; -infinity unless width > 0. Takes the
/// width because a narrow one is lost in the difference of its ends.
[[nodiscard]] double log_normal_interval(double low, double width);

/// log of the two-sided p-value of a correlation coefficient r under the hypothesis of none: with
/// t = r sqrt(df / (1 - r^2)), P(|T| >= |t|) for Student's t with `df` degrees of freedom, which is
/// the incomplete beta function I_{1-r^2}(df/2, 1/2); where that underflows its hypergeometric
/// series (DLMF 8.17.8). -infinity when |r| = 1; needs df > 0.
[[nodiscard]] double log_student_p(double r, double df);

/// log P(X >= x) of chi-squared with `df` >= 1 degrees of freedom, which is the regularised upper
/// incomplete gamma function Q(df/2, x/2), by its finite sums for whole and half arguments (DLMF
/// 8.4.10, 8.4.14 with 8.8.2). 0 when x <= 0.
[[nodiscard]] double log_chi_squared_tail(double x, int df);

}  // namespace hubmine::stats
