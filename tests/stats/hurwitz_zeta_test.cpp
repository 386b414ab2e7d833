#include "hubmine/stats/hurwitz_zeta.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace hubmine::stats {
namespace {

constexpr double kPi = 3.14159265358979323846;

double zeta(double s, double q) {
    return std::exp(log_hurwitz_zeta(s, q));
}

TEST(HurwitzZeta, IsRiemannsAtOne) {
    EXPECT_NEAR(zeta(2, 1), kPi * kPi / 6, 1e-14);
    EXPECT_NEAR(zeta(4, 1), kPi * kPi * kPi * kPi / 90, 1e-14);
    EXPECT_NEAR(zeta(3, 1), 1.2020569031595942, 1e-14);  // Apery's constant
    EXPECT_NEAR(zeta(1.5, 1), 2.6123753486854883, 1e-14);
}

TEST(HurwitzZeta, IsMpmathsElsewhere) {
    EXPECT_NEAR(zeta(1.0001, 1) / 10000.577222947538, 1, 1e-13);
    EXPECT_NEAR(zeta(3.5, 1000) / 1.2664931252280397e-08, 1, 1e-13);
    EXPECT_NEAR(zeta(100, 7) / 3.0916953172213354e-85, 1, 1e-12);
    EXPECT_NEAR(zeta(2.5, 1e7) / 2.1081852648928091e-11, 1, 1e-13);
    EXPECT_NEAR(zeta(13.3, 1) / 1.0000996134072075, 1, 1e-14);
    // zeta(5000, 10^6) itself underflows.
    EXPECT_NEAR(log_hurwitz_zeta(5000, 1e6), std::log(2.0054042466823763) - 29998 * std::log(10.0),
                1e-9);
}

TEST(HurwitzZeta, ItsDerivativeIsMpmaths) {
    // d/ds zeta = q^-s (derivative - log(q) value).
    const ScaledZeta at_one = scaled_hurwitz_zeta(1.5, 1);
    EXPECT_NEAR(at_one.derivative, -3.9322397374311015, 1e-13);
    EXPECT_NEAR(scaled_hurwitz_zeta(13.3, 1).derivative, -6.9236999450037205e-05, 1e-17);
    const ScaledZeta far = scaled_hurwitz_zeta(2.5, 1e7);
    const double derivative = (far.derivative - std::log(1e7) * far.value) * std::pow(1e7, -2.5);
    EXPECT_NEAR(derivative / -3.5385388487335811e-10, 1, 1e-12);
}

TEST(HurwitzZeta, LosesOneTermAStep) {
    for (const double s : {1.01, 1.9, 7.5, 60.0}) {
        for (const double q : {1.0, 3.0, 19.0, 25.0, 400.0}) {
            const double difference =
                scaled_hurwitz_zeta(s, q).value -
                std::pow(q / (q + 1), s) * scaled_hurwitz_zeta(s, q + 1).value;
            EXPECT_NEAR(difference, 1, 1e-12 * scaled_hurwitz_zeta(s, q).value);
        }
    }
}

}  // namespace
}  // namespace hubmine::stats
