#include "hubmine/stats/counts.hpp"

#include "hubmine/stats/distribution.hpp"

#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace hubmine::stats {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Counts, HoldsDistinctValuesAscending) {
    const Counts sample = sample_of({3, 0, 3, 1000000, -2, 3, 0, 70000});
    EXPECT_THAT(sample.values, ElementsAre(-2, 0, 3, 70000, 1000000));
    EXPECT_THAT(sample.counts, ElementsAre(1, 2, 3, 1, 1));
    EXPECT_EQ(sample.n, 8);
    EXPECT_TRUE(sample.total == 1070007);
}

TEST(Counts, NothingCountsToNothing) {
    const Counts sample = sample_of({});
    EXPECT_THAT(sample.values, IsEmpty());
    EXPECT_TRUE(sample.empty());
    EXPECT_THAT(ccdf(sample), IsEmpty());
}

TEST(Counts, ATotalBeyond64BitsIsExact) {
    constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
    const Counts sample = sample_of({kLargest, kLargest, 1});
    EXPECT_TRUE(sample.total == static_cast<Int128>(kLargest) * 2 + 1);
}

TEST(Counts, QuantilesInterpolateLinearly) {
    // R: quantile(c(1, 2, 3, 4, 10)), numpy.percentile([1, 2], 25).
    const Counts five = sample_of({10, 1, 3, 2, 4});
    EXPECT_DOUBLE_EQ(quantile(five, 0, 4), 1);
    EXPECT_DOUBLE_EQ(quantile(five, 1, 4), 2);
    EXPECT_DOUBLE_EQ(quantile(five, 2, 4), 3);
    EXPECT_DOUBLE_EQ(quantile(five, 3, 4), 4);
    EXPECT_DOUBLE_EQ(quantile(five, 4, 4), 10);
    EXPECT_DOUBLE_EQ(quantile(sample_of({1, 2}), 1, 4), 1.25);
    EXPECT_DOUBLE_EQ(quantile(sample_of({0, 0, 0, 9}), 3, 4), 2.25);
    EXPECT_DOUBLE_EQ(quantile(sample_of({7}), 3, 4), 7);
}

TEST(Counts, TiesShareTheMeanOfTheirRanks) {
    // 5 5 8 9 9 9: ranks 1.5 1.5 3 5 5 5.
    EXPECT_THAT(doubled_mid_ranks(sample_of({9, 5, 9, 8, 5, 9}).counts), ElementsAre(3, 6, 10));
}

TEST(Distribution, IsTheShareOfWhatIsAtLeastAsLarge) {
    EXPECT_THAT(ccdf(sample_of({0, 0, 1, 5})), ElementsAre(1.0, 0.5, 0.25));
}

}  // namespace
}  // namespace hubmine::stats
