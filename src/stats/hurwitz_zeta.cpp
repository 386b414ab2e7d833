#include "hubmine/stats/hurwitz_zeta.hpp"

#include <array>
#include <cmath>

namespace hubmine::stats {

namespace {

// B_2j / (2j)! for j = 1..12.
constexpr std::array<double, 12> kBernoulliOverFactorial{
    8.3333333333333333e-02,  -1.3888888888888889e-03, 3.3068783068783069e-05,
    -8.2671957671957672e-07, 2.0876756987868099e-08,  -5.2841901386874932e-10,
    1.3382536530684679e-11,  -3.3896802963225829e-13, 8.5860620562778446e-15,
    -2.1748686985580619e-16, 5.5090028283602295e-18,  -1.3954464685812523e-19};

// The correction terms shrink by ((s + 2j) / (2 pi w))^2 each; from here on twelve of them suffice.
constexpr double kMargin = 20;
constexpr double kNegligible = 1e-18;

// w^s zeta(s, w) for w >= s + kMargin, and its derivative by s without that of w^s.
ScaledZeta asymptotic(double s, double w) {
    ScaledZeta sum{.value = w / (s - 1) + 0.5, .derivative = -w / ((s - 1) * (s - 1))};
    double rising = s / w;          // (s)_{2j-1} / w^(2j-1)
    double log_derivative = 1 / s;  // of the rising factorial
    for (std::size_t j = 0; j < kBernoulliOverFactorial.size(); ++j) {
        const double term = kBernoulliOverFactorial[j] * rising;
        sum.value += term;
        sum.derivative += term * log_derivative;
        if (std::abs(term) < kNegligible * sum.value) {
            break;
        }
        const double first = s + static_cast<double>(2 * j + 1);
        rising *= first * (first + 1) / (w * w);
        log_derivative += 1 / first + 1 / (first + 1);
    }
    return sum;
}

}  // namespace

ScaledZeta scaled_hurwitz_zeta(double s, double q) {
    ScaledZeta sum;
    double w = q;
    double log_step = 0;  // log(w / q)
    double power = 1;     // (q / w)^s
    for (int k = 0; w < s + kMargin;) {
        sum.value += power;
        sum.derivative -= log_step * power;
        if (power < kNegligible * sum.value) {
            return sum;
        }
        w = q + ++k;
        log_step = std::log1p(k / q);
        power = std::exp(-s * log_step);
    }
    const ScaledZeta rest = asymptotic(s, w);
    sum.value += power * rest.value;
    sum.derivative += power * (rest.derivative - log_step * rest.value);
    return sum;
}

double log_hurwitz_zeta(double s, double q) {
    return std::log(scaled_hurwitz_zeta(s, q).value) - s * std::log(q);
}

}  // namespace hubmine::stats
