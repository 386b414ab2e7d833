#include "hubmine/stats/quantile.hpp"

#include <gtest/gtest.h>

#include <array>

namespace hubmine::stats {
namespace {

TEST(Quantile, OfRealNumbersIsThatOfNumPy) {
    constexpr std::array kAscending{0.5, 1.25, 4.0, 10.0};
    EXPECT_DOUBLE_EQ(quantile(kAscending, 1, 4), 1.0625);
    EXPECT_DOUBLE_EQ(quantile(kAscending, 1, 2), 2.625);
    EXPECT_DOUBLE_EQ(quantile(kAscending, 95, 100), 9.1);
    EXPECT_EQ(quantile(kAscending, 0, 1), 0.5);
    EXPECT_EQ(quantile(kAscending, 1, 1), 10.0);
}

TEST(Quantile, OfOneNumberIsThatNumber) {
    constexpr std::array kOne{7.5};
    EXPECT_EQ(quantile(kOne, 1, 4), 7.5);
}

}  // namespace
}  // namespace hubmine::stats
