#include "hubmine/stats/tails.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace hubmine::stats {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void expect_close(double value, double wanted) {
    EXPECT_NEAR(value, wanted, 1e-12 * (1 + std::abs(wanted)));
}

TEST(NormalTail, IsScipysFarBeyondUnderflow) {
    // scipy.stats.norm.logsf.
    expect_close(log_normal_tail(-3), -0.001350809964748193);
    expect_close(log_normal_tail(0), -0.6931471805599453);
    expect_close(log_normal_tail(1), -1.841021645009264);
    expect_close(log_normal_tail(5), -15.064998393988727);
    expect_close(log_normal_tail(24.9), -314.1404127616133);
    expect_close(log_normal_tail(25.1), -319.14838740588857);
    expect_close(log_normal_tail(40), -804.6084420137539);
    expect_close(log_normal_tail(1930), -1862458.4842140838);
    EXPECT_EQ(log_normal_tail(kInfinity), -kInfinity);
    EXPECT_EQ(log_normal_tail(-kInfinity), 0);
}

TEST(NormalInterval, IsTheDifferenceOfTheTails) {
    expect_close(log_normal_interval(-1, 2), -0.38171514630212594);
    expect_close(log_normal_interval(3, 1), -6.631467786538225);
    expect_close(log_normal_interval(-4, 1), -6.631467786538225);
    expect_close(log_normal_interval(40, 1), -804.6084420137539);
    expect_close(log_normal_interval(10, 0.01), -55.57370833859116);
    EXPECT_EQ(log_normal_interval(1, 0), -kInfinity);
}

TEST(NormalInterval, ANarrowOneKeepsItsDigits) {
    // Density at 1 times the width: log(phi(1)) + log(1e-9).
    expect_close(log_normal_interval(1, 1e-9), -0.5 - 0.9189385332046727 + std::log(1e-9) - 5e-10);
    // Both sides of the switch between the two ways.
    const double below = log_normal_interval(4, 1.9e-4);
    const double above = log_normal_interval(4, 2.1e-4);
    EXPECT_NEAR(above - below, std::log(2.1 / 1.9) - 4 * 1e-5, 1e-8);
}

TEST(CorrelationP, IsStudentsTwoSided) {
    // 2 * scipy.stats.t.sf(t, df) with t = r sqrt(df / (1
    // - r^2)).
    expect_close(log_student_p(0.5, 10), -2.324272429810262);
    expect_close(log_student_p(-0.5, 10), -2.324272429810262);
    // Boost's incomplete beta keeps ten digits with so many degrees of freedom.
    EXPECT_NEAR(log_student_p(0.003, 348179), -2.5679417294871085, 1e-10);
    expect_close(log_student_p(0.9, 100), -85.46436313674124);
    EXPECT_EQ(log_student_p(0, 10), 0);
    EXPECT_EQ(log_student_p(1, 10), -kInfinity);
}

TEST(CorrelationP, GoesOnWhereTheProbabilityUnderflows) {
    // mpmath: log(betainc(df/2, 1/2, 0, 1 - r^2, regularized=True)) at 30 digits.
    expect_close(log_student_p(0.1, 348179), -1753.9616706760172);
    expect_close(log_student_p(0.5, 348179), -50088.341041597610);
    expect_close(log_student_p(0.9, 1000), -833.94039585044142);
}

TEST(ChiSquaredTail, IsThatOfScipy) {
    // scipy.stats.chi2.logsf(x, df).
    EXPECT_NEAR(log_chi_squared_tail(3.2, 1), -2.6085904139265494, 1e-13);
    EXPECT_NEAR(log_chi_squared_tail(3.2, 2), -1.6, 1e-15);
    EXPECT_NEAR(log_chi_squared_tail(3.2, 3), -1.0166498103255261, 1e-13);
    EXPECT_NEAR(log_chi_squared_tail(7.5, 4), -2.19185538195345, 1e-13);
    EXPECT_NEAR(log_chi_squared_tail(7.5, 5), -1.6818482224166142, 1e-13);
    EXPECT_NEAR(log_chi_squared_tail(400, 5), -192.32971624174405, 1e-10);
    EXPECT_EQ(log_chi_squared_tail(0, 3), 0);
    EXPECT_EQ(log_chi_squared_tail(-1, 2), 0);
}

TEST(ChiSquaredTail, ReachesWhereProbabilitiesUnderflow) {
    EXPECT_DOUBLE_EQ(log_chi_squared_tail(3000, 2), -1500);
    // Q(7/2, 1500) by its asymptotic series: (s - 1) log x - x - log gamma(s) + log(1 + (s - 1)/x +
    // ...).
    const double series = 2.5 * std::log(1500.0) - 1500 - std::lgamma(3.5) +
                          std::log1p(2.5 / 1500 + 2.5 * 1.5 / (1500.0 * 1500) +
                                     2.5 * 1.5 * 0.5 / std::pow(1500.0, 3));
    EXPECT_NEAR(log_chi_squared_tail(3000, 7), series, 1e-9);
}

}  // namespace
}  // namespace hubmine::stats
