#include "hubmine/stats/tails.hpp"

#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hubmine::stats {

namespace {

constexpr double kSqrtHalf = 0.70710678118654752440;
constexpr double kLogSqrtTwoPi = 0.91893853320467274178;

// exp(-700) is still a normal double.
constexpr double kLogSmallest = -700;

double log_density(double z) {
    return -0.5 * z * z - kLogSqrtTwoPi;
}

// log I_x(a, 1/2) = log(x^a (1-x)^(1/2) / (a B(a, 1/2))) + log 2F1(a + 1/2, 1; a + 1; x); the terms
// of the series fall faster than those of a geometric one with ratio x.
double log_incomplete_beta(double a, double x, double one_minus_x) {
    double term = 1;
    double sum = 1;
    for (int k = 0; term > sum * std::numeric_limits<double>::epsilon() / 8; ++k) {
        term *= (a + 0.5 + k) / (a + 1 + k) * x;
        sum += term;
    }
    const double log_beta = std::log(boost::math::beta(a, 0.5));
    return a * std::log(x) + 0.5 * std::log(one_minus_x) - std::log(a) - log_beta + std::log(sum);
}

}  // namespace

double log_normal_tail(double z) {
    constexpr double kErfcReaches = 25;
    if (z < -1) {
        return std::log1p(-0.5 * std::erfc(-z * kSqrtHalf));
    }
    if (z < kErfcReaches) {
        return std::log(0.5 * std::erfc(z * kSqrtHalf));
    }
    if (std::isinf(z)) {
        return -std::numeric_limits<double>::infinity();
    }
    double fraction = z;
    for (int k = 12; k > 0; --k) {
        fraction = z + k / fraction;
    }
    return log_density(z) - std::log(fraction);
}

double log_normal_interval(double low, double width) {
    if (!(width > 0)) {
        return -std::numeric_limits<double>::infinity();
    }
    const double high = low + width;
    if (high < 0) {
        return log_normal_interval(-high, width);
    }
    const double middle = low + 0.5 * width;
    if (width * (1 + std::abs(middle)) < 1e-3) {
        // The difference of two tails would lose the digits that they share.
        const double correction = width * width * (middle * middle - 1) / 24;
        return log_density(middle) + std::log(width) + std::log1p(correction);
    }
    if (low <= 0) {
        return std::log1p(-0.5 * (std::erfc(-low * kSqrtHalf) + std::erfc(high * kSqrtHalf)));
    }
    const double log_low = log_normal_tail(low);
    return log_low + std::log1p(-std::exp(log_normal_tail(high) - log_low));
}

double log_student_p(double r, double df) {
    const double one_minus_square = (1 - r) * (1 + r);
    if (!(one_minus_square > 0)) {
        return -std::numeric_limits<double>::infinity();
    }
    if (one_minus_square >= 1) {
        return 0;
    }
    const double a = df / 2;
    // x^a bounds I_x(a, 1/2) from above.
    if (a * std::log(one_minus_square) > kLogSmallest) {
        return std::log(boost::math::ibeta(a, 0.5, one_minus_square));
    }
    return log_incomplete_beta(a, one_minus_square, r * r);
}

double log_chi_squared_tail(double x, int df) {
    if (!(x > 0)) {
        return 0;
    }
    // Terms half^s e^-half / gamma(s + 1) for s = 0, 1, ... or 1/2, 3/2, ... up to df/2 - 1; of an
    // odd number the tail of the normal comes first.
    constexpr double kLogHalfSqrtPi = -0.12078223763524522235;
    const double half = x / 2;
    const bool is_odd = df % 2 != 0;
    double log_sum = is_odd ? std::log(2.0) + log_normal_tail(std::sqrt(x))
                            : -std::numeric_limits<double>::infinity();
    double log_term = is_odd ? 0.5 * std::log(half) - half - kLogHalfSqrtPi : -half;
    double s = is_odd ? 0.5 : 0;
    for (int terms = df / 2; terms > 0; --terms) {
        const double larger = std::max(log_sum, log_term);
        log_sum = larger + std::log(std::exp(log_sum - larger) + std::exp(log_term - larger));
        ++s;
        log_term += std::log(half / s);
    }
    return std::min(0.0, log_sum);
}

}  // namespace hubmine::stats
