#include "hubmine/stats/concentration.hpp"

#include "sample.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace hubmine::stats {
namespace {

TEST(SmallestHead, CountsFromTheLargestDown) {
    // Total 20: half is reached by 10 alone, four fifths by 10 + 4 + 2.
    const Counts sample = sample_of({10, 4, 2, 2, 1, 1, 0, 0});
    EXPECT_EQ(smallest_head(sample, 50), 1);
    EXPECT_EQ(smallest_head(sample, 80), 3);
    EXPECT_EQ(smallest_head(sample, 99), 6);
}

TEST(SmallestHead, AnExactHitNeedsNoMore) {
    // 0.8 * 10 in floating point is 8.000000000000001 in some orders of operations; here it is 8.
    EXPECT_EQ(smallest_head(sample_of({1, 1, 1, 1, 1, 1, 1, 1, 1, 1}), 80), 8);
}

TEST(SmallestHead, OfNothingIsAbsent) {
    EXPECT_FALSE(smallest_head(sample_of({}), 50));
    EXPECT_FALSE(smallest_head(sample_of({0, 0}), 50));
    EXPECT_EQ(smallest_head(sample_of({5}), 99), 1);
}

TEST(SmallestHead, IsMinimal) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<std::int64_t> values(1 + random() % 40);
        for (std::int64_t& value : values) {
            value = static_cast<std::int64_t>(random() % 12 == 0 ? random() % 5000 : random() % 4);
        }
        std::sort(values.rbegin(), values.rend());
        const Counts sample = count_values(values);
        for (const int percent : {50, 80, 90, 95, 99}) {
            const auto head = smallest_head(sample, percent);
            ASSERT_EQ(head.has_value(), sample.total > 0);
            Int128 sum = 0;
            for (std::int64_t i = 0; i + 1 < head.value_or(0); ++i) {
                sum += values[static_cast<std::size_t>(i)];
            }
            if (head) {
                EXPECT_TRUE(sum * 100 < sample.total * percent) << "one fewer must fall short";
                sum += values[static_cast<std::size_t>(*head - 1)];
                EXPECT_TRUE(sum * 100 >= sample.total * percent);
            }
        }
    }
}

TEST(SumOfLargest, TakesFromTheLargestDownWhatThereIs) {
    const Counts sample = sample_of({10, 4, 2, 2, 1, 0});
    EXPECT_TRUE(sum_of_largest(sample, 0) == 0);
    EXPECT_TRUE(sum_of_largest(sample, 1) == 10);
    EXPECT_TRUE(sum_of_largest(sample, 3) == 16);
    EXPECT_TRUE(sum_of_largest(sample, 100) == 19);
    EXPECT_TRUE(sum_of_largest(sample_of({}), 1) == 0);
}

TEST(Concentration, EqualSharesAreNotConcentrated) {
    const auto facts = concentration(sample_of({5, 5, 5, 5}));
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->gini, 0);
    EXPECT_DOUBLE_EQ(facts->hhi, 0.25);
    EXPECT_DOUBLE_EQ(facts->largest_share, 0.25);
    EXPECT_DOUBLE_EQ(facts->top_1pct_share, 0.25);
    EXPECT_DOUBLE_EQ(facts->top_10pct_share, 0.25);
}

TEST(Concentration, OneOwnerOfEverythingIsTheLimit) {
    const auto facts = concentration(sample_of({0, 0, 0, 12}));
    ASSERT_TRUE(facts);
    EXPECT_DOUBLE_EQ(facts->gini, 0.75);  // 1 - 1/n
    EXPECT_DOUBLE_EQ(facts->hhi, 1);
    EXPECT_DOUBLE_EQ(facts->largest_share, 1);
}

TEST(Concentration, IsThatOfTheFormula) {
    // 1 2 3 4: 2 * (1 + 4 + 9 + 16) / (4 * 10) - 5/4 = 0.25; squares of .1 .2 .3 .4 sum to .3.
    const auto facts = concentration(sample_of({4, 3, 2, 1}));
    ASSERT_TRUE(facts);
    EXPECT_DOUBLE_EQ(facts->gini, 0.25);
    EXPECT_DOUBLE_EQ(facts->hhi, 0.3);
}

TEST(Concentration, TheTopIsRoundedUp) {
    std::vector<std::int64_t> values(101, 1);
    values[50] = 100;  // the two largest of 101 hold 101 of 200
    const auto facts = concentration(count_values(values));
    ASSERT_TRUE(facts);
    EXPECT_DOUBLE_EQ(facts->top_1pct_share, 101.0 / 200);
    EXPECT_DOUBLE_EQ(facts->top_10pct_share, 110.0 / 200);
}

TEST(Concentration, OfNothingIsAbsent) {
    EXPECT_FALSE(concentration(sample_of({})));
    EXPECT_FALSE(concentration(sample_of({0})));
    ASSERT_TRUE(concentration(sample_of({3})));
    EXPECT_EQ(concentration(sample_of({3}))->gini, 0);
}

}  // namespace
}  // namespace hubmine::stats
