#include "hubmine/stats/quantile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

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

TEST(Quantile, OfWholeNumbersInAnyOrderIsThatOfThemInOrder) {
    std::vector<std::int64_t> numbers;
    for (std::int64_t i = 0; i < 50; ++i) {
        numbers.push_back(i * i * 37 % 101);
        std::vector<std::int64_t> any = numbers;
        std::vector<double> ascending(numbers.begin(), numbers.end());
        std::sort(ascending.begin(), ascending.end());
        for (const std::int64_t percent : {0, 25, 50, 90, 100}) {
            EXPECT_EQ(quantile_of_unsorted(any, percent, 100), quantile(ascending, percent, 100))
                << percent << " % of " << numbers.size();
        }
    }
}

TEST(Quantile, OfOneNumberIsThatNumber) {
    constexpr std::array kOne{7.5};
    EXPECT_EQ(quantile(kOne, 1, 4), 7.5);
}

}  // namespace
}  // namespace hubmine::stats
