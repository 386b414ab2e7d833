#include "hubmine/stats/mann_whitney.hpp"

#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace hubmine::stats {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MannWhitney, IsTheDocumentedExampleOfScipy) {
    const auto test = mann_whitney(sample_of({19, 22, 16, 29, 24}), sample_of({20, 11, 17, 12}));
    ASSERT_TRUE(test);
    EXPECT_DOUBLE_EQ(test->u, 17);
    EXPECT_NEAR(test->p, 0.11134688653314041, 1e-15);
    EXPECT_NEAR(test->log_p, std::log(0.11134688653314041), 1e-13);
    EXPECT_DOUBLE_EQ(test->a12, 17.0 / 20);
    EXPECT_DOUBLE_EQ(test->cliffs_delta, 0.7);
    ASSERT_TRUE(test->z);
    EXPECT_GT(*test->z, 0);
}

TEST(MannWhitney, CorrectsForTies) {
    // scipy.stats.mannwhitneyu([0,0,0,1,1,5], [0,1,1,2,2,2,9], method="asymptotic").
    const auto test = mann_whitney(sample_of({0, 0, 0, 1, 1, 5}), sample_of({0, 1, 1, 2, 2, 2, 9}));
    ASSERT_TRUE(test);
    EXPECT_DOUBLE_EQ(test->u, 11.5);
    EXPECT_NEAR(test->p, 0.18341328157786907, 1e-14);
    EXPECT_LT(test->z.value_or(1), 0);
}

void expect_interval(const Counts& a, const Counts& b, double low, double high) {
    const auto interval = cliffs_delta_interval(a, b);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, low, 1e-14);
    EXPECT_NEAR(interval->high, high, 1e-14);
}

TEST(CliffsDeltaInterval, IsThatOfAllPairs) {
    // Feng and Cliff's bounds of the matrix of signs, pair by pair in NumPy.
    expect_interval(sample_of({0, 0, 0, 1, 1, 5}), sample_of({0, 1, 1, 2, 2, 2, 9}),
                    -0.8306309965544185, 0.21154526773899712);
    expect_interval(sample_of({19, 22, 16, 29, 24}), sample_of({20, 11, 17, 12}),
                    -0.10150430156873452, 0.9504538236125133);
}

TEST(CliffsDeltaInterval, EndsAtOneWhereOneIsAlwaysAbove) {
    const double square = kNormal95 * kNormal95;
    expect_interval(sample_of({5, 6, 7}), sample_of({1, 2}), (2 - square) / (2 + square), 1);
    expect_interval(sample_of({1, 2}), sample_of({5, 6, 7}), -1, (square - 2) / (2 + square));
}

TEST(CliffsDeltaInterval, NeedsTwoOfEach) {
    EXPECT_FALSE(cliffs_delta_interval(sample_of({1}), sample_of({1, 2, 3})));
    EXPECT_FALSE(cliffs_delta_interval(sample_of({1, 2, 3}), sample_of({1})));
    EXPECT_FALSE(cliffs_delta_interval(sample_of({}), sample_of({})));
    expect_interval(sample_of({3, 3}), sample_of({3, 3}), 0, 0);
}

TEST(MannWhitney, SwappedSamplesMirrorTheResult) {
    const Counts a = sample_of({1, 4, 4, 7});
    const Counts b = sample_of({0, 4, 5});
    const auto one = mann_whitney(a, b);
    const auto other = mann_whitney(b, a);
    ASSERT_TRUE(one && other);
    EXPECT_DOUBLE_EQ(one->u + other->u, 12);
    EXPECT_DOUBLE_EQ(one->z.value_or(9), -other->z.value_or(9));
    EXPECT_DOUBLE_EQ(one->p, other->p);
    EXPECT_DOUBLE_EQ(one->cliffs_delta, -other->cliffs_delta);
}

TEST(MannWhitney, WithoutAnyDifferenceThereIsNoZ) {
    const auto test = mann_whitney(sample_of({1, 1}), sample_of({1, 1, 1}));
    ASSERT_TRUE(test);
    EXPECT_DOUBLE_EQ(test->u, 3);
    EXPECT_FALSE(test->z);
    EXPECT_EQ(test->p, 1);
    EXPECT_EQ(test->a12, 0.5);
}

TEST(MannWhitney, TheSmallestSamples) {
    EXPECT_FALSE(mann_whitney(sample_of({}), sample_of({1})));
    EXPECT_FALSE(mann_whitney(sample_of({1}), sample_of({})));
    const auto one_each = mann_whitney(sample_of({1}), sample_of({2}));
    ASSERT_TRUE(one_each);
    EXPECT_EQ(one_each->u, 0);
    EXPECT_EQ(one_each->z.value_or(1), 0);  // the continuity correction eats the distance
    EXPECT_EQ(one_each->p, 1);
    const auto same = mann_whitney(sample_of({1, 2}), sample_of({1, 2}));
    ASSERT_TRUE(same);
    EXPECT_EQ(same->u, 2);
    EXPECT_EQ(same->p, 1);
}

TEST(MannWhitney, CountsPairs) {
    std::mt19937_64 random(11);
    for (int round = 0; round < 50; ++round) {
        std::vector<std::int64_t> a(1 + random() % 20);
        std::vector<std::int64_t> b(1 + random() % 20);
        for (auto* sample : {&a, &b}) {
            for (std::int64_t& value : *sample) {
                value = static_cast<std::int64_t>(random() % 6);
            }
        }
        double pairs = 0;
        for (const std::int64_t x : a) {
            for (const std::int64_t y : b) {
                pairs += x > y ? 1 : 0;
                pairs += x == y ? 0.5 : 0;
            }
        }
        EXPECT_DOUBLE_EQ(mann_whitney(count_values(a), count_values(b))->u, pairs);
    }
}

TEST(MannWhitney, KeepsTheLogarithmWherePUnderflows) {
    Counts low;
    Counts high;
    low.values = {0, 1};
    low.counts = {200000, 1000};
    low.n = 201000;
    high.values = {0, 1};
    high.counts = {1000, 200000};
    high.n = 201000;
    const auto test = mann_whitney(low, high);
    ASSERT_TRUE(test);
    EXPECT_EQ(test->p, 0);
    EXPECT_LT(test->log_p, -100000);
    EXPECT_TRUE(std::isfinite(test->log_p));
}

TEST(Magnitude, FollowsItsThresholds) {
    EXPECT_EQ(magnitude(0), "negligible");
    EXPECT_EQ(magnitude(-0.1469), "negligible");
    EXPECT_EQ(magnitude(0.147), "small");
    EXPECT_EQ(magnitude(-0.33), "medium");
    EXPECT_EQ(magnitude(0.474), "large");
}

TEST(Holm, StepsDown) {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
    const std::vector<double> p{0.01, 0.04, 0.03, 0.005};
    EXPECT_THAT(holm(p),
                ElementsAre(DoubleEq(0.03), DoubleEq(0.06), DoubleEq(0.06), DoubleEq(0.02)));
    EXPECT_THAT(holm(std::vector<double>{0.9, 0.8}), ElementsAre(1.0, 1.0));
    EXPECT_THAT(holm({}), IsEmpty());
}

}  // namespace
}  // namespace hubmine::stats
