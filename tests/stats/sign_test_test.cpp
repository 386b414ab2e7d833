#include "hubmine/stats/sign_test.hpp"

#include <gtest/gtest.h>

namespace hubmine::stats {
namespace {

void expect_relatively_near(double value, double expected) {
    EXPECT_NEAR(value / expected, 1, 1e-12) << value << " is not " << expected;
}

TEST(SignTest, AgreesWithTextbooks) {
    // The deer of Zar, Biostatistical Analysis: the left hind leg is the longer one in 8 of 10.
    expect_relatively_near(sign_test_p(8, 2), 0.109375);
    expect_relatively_near(sign_test_p(1, 5), 0.21875);
    expect_relatively_near(sign_test_p(10, 5), 0.3017578125);
}

// Sums of exact fractions; scipy.stats.binomtest agrees with them to 4e-13.
TEST(SignTest, KeepsItsDigitsFarOut) {
    expect_relatively_near(sign_test_p(1140, 1860), 9.90196937773712237e-40);
    expect_relatively_near(sign_test_p(1800, 1200), 5.16766800930436877e-28);
    expect_relatively_near(sign_test_p(1499, 1501), 0.985433901484204251);
    expect_relatively_near(sign_test_p(3000, 3500), 5.92925752176772394e-10);
}

TEST(SignTest, OfAMillionAgreesWithScipy) {
    expect_relatively_near(sign_test_p(499'000, 501'000), 0.0456082998653895);
}

TEST(SignTest, SidesMayBeExchanged) {
    EXPECT_EQ(sign_test_p(3, 17), sign_test_p(17, 3));
}

TEST(SignTest, HalfAndHalfIsNoSurprise) {
    EXPECT_EQ(sign_test_p(0, 0), 1);
    EXPECT_EQ(sign_test_p(1, 0), 1);
    EXPECT_EQ(sign_test_p(4, 4), 1);
    EXPECT_EQ(sign_test_p(1500, 1501), 1);
}

TEST(SignTest, UnderflowsToNothing) {
    EXPECT_EQ(sign_test_p(0, 20'000), 0);
}

}  // namespace
}  // namespace hubmine::stats
