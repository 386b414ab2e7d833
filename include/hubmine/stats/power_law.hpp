#pragma once

#include "hubmine/stats/counts.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hubmine::stats {

/// A discrete power law p(x) = x^-alpha / zeta(alpha, xmin), x >= xmin, fitted to the tail of a
/// sample (Clauset, Shalizi, Newman 2009).
struct PowerLaw {
    std::int64_t xmin = 0;
    std::int64_t n_tail = 0;  ///< observations >= xmin
    double alpha = 0;         ///< maximum likelihood with the exact Hurwitz zeta
    double sigma = 0;         ///< (alpha - 1) / sqrt(n_tail)
    double ks = 0;            ///< Kolmogorov-Smirnov distance between the tail and the law
};

struct PowerLawOptions {
    std::int64_t min_tail = 50;        ///< observations that a candidate for xmin must leave
    std::size_t max_candidates = 200;  ///< evenly spaced by logarithm among the distinct values
};

/// The law whose xmin (a distinct value >= 1) has the smallest KS distance, the smaller xmin among
/// equals. A tail of a single distinct value has no maximum likelihood estimate and is no
/// candidate. Absent when there is no candidate.
[[nodiscard]] std::optional<PowerLaw> fit_power_law(const Counts& sample,
                                                    const PowerLawOptions& options = {});

/// The law with the given xmin; absent when fewer than two distinct values reach it.
[[nodiscard]] std::optional<PowerLaw> fit_power_law_at(const Counts& sample, std::int64_t xmin);

/// A lognormal rounded to integers, conditioned on x >= xmin: p(x) = (F(x + 1/2) - F(x - 1/2)) / (1
/// - F(xmin - 1/2)). Maximum likelihood with mu in [-20, 20] and sigma in [0.01, 20].
struct LognormalTail {
    double mu = 0;
    double sigma = 0;
    double log_likelihood = 0;
};

/// Fitted to the observations >= xmin; xmin >= 1. At least one observation must reach xmin.
[[nodiscard]] LognormalTail fit_lognormal_tail(const Counts& sample, std::int64_t xmin);

/// log p(x) under the fitted lognormal.
[[nodiscard]] double log_lognormal(std::int64_t x, std::int64_t xmin, double mu, double sigma);

/// Vuong's test of two models that are not nested (Vuong 1989; Clauset et al., appendix C).
struct Vuong {
    LognormalTail lognormal;
    double loglik_ratio = 0;  ///< power law minus lognormal, summed over the tail
    double p = 1;             ///< two-sided; 1 when both give the same likelihoods
    /// "power_law", "lognormal", or "undecided" when p >= 0.05.
    std::string_view preferred;
};

/// Compares the law with a lognormal fitted to the same tail.
[[nodiscard]] Vuong compare_with_lognormal(const Counts& sample, const PowerLaw& law);

}  // namespace hubmine::stats
