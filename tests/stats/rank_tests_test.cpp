#include "hubmine/stats/rank_tests.hpp"

#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace hubmine::stats {
namespace {

const std::array<Counts, 3>& three_samples() {
    static const std::array<Counts, 3> kSamples{sample_of({0, 0, 0, 1, 1, 5}),
                                                sample_of({0, 1, 1, 2, 2, 2, 9}),
                                                sample_of({3, 3, 1, 0, 7})};
    return kSamples;
}

TEST(KruskalWallis, IsTheBottleCapsOfItsAuthors) {
    // Kruskal and Wallis (1952), section 2: daily bottle-cap production of three machines, H
    // = 5.656.
    const std::array samples{sample_of({340, 345, 330, 342, 338}), sample_of({339, 333, 344}),
                             sample_of({347, 343, 349, 355})};
    const auto test = kruskal_wallis(samples);
    ASSERT_TRUE(test && test->h && test->epsilon_squared);
    EXPECT_NEAR(*test->h, 5.656, 5e-4);
    EXPECT_EQ(test->n, 12);
    EXPECT_EQ(test->groups, 3);
    EXPECT_EQ(test->df, 2);
    EXPECT_NEAR(test->p, std::exp(-*test->h / 2), 1e-15);
    EXPECT_DOUBLE_EQ(*test->epsilon_squared, *test->h / 11);
}

TEST(KruskalWallis, CorrectsForTiesAsScipy) {
    const auto test = kruskal_wallis(three_samples());
    ASSERT_TRUE(test && test->h);
    EXPECT_NEAR(*test->h, 2.4562564419707216, 1e-13);
    EXPECT_NEAR(test->p, 0.29284019714532344, 1e-14);
    EXPECT_NEAR(test->log_p, std::log(0.29284019714532344), 1e-13);
}

TEST(KruskalWallis, LeavesEmptySamplesOut) {
    const std::array samples{sample_of({1, 2}), Counts(), sample_of({2, 3, 3})};
    const auto test = kruskal_wallis(samples);
    ASSERT_TRUE(test);
    EXPECT_EQ(test->groups, 2);
    EXPECT_EQ(test->df, 1);
    EXPECT_FALSE(kruskal_wallis(std::array{sample_of({1, 2}), Counts()}));
    EXPECT_FALSE(kruskal_wallis({}));
}

TEST(KruskalWallis, WithoutAnyDifferenceThereIsNoH) {
    const auto test = kruskal_wallis(std::array{sample_of({4, 4}), sample_of({4})});
    ASSERT_TRUE(test);
    EXPECT_FALSE(test->h);
    EXPECT_FALSE(test->epsilon_squared);
    EXPECT_EQ(test->p, 1);
}

TEST(KruskalWallis, ToldByItsLogarithmDoesNotUnderflow) {
    std::vector<std::int64_t> low(20000, 0);
    std::vector<std::int64_t> high(20000, 1);
    const auto test = kruskal_wallis(std::array{count_values(low), count_values(high)});
    ASSERT_TRUE(test && test->h);
    EXPECT_EQ(test->p, 0);
    EXPECT_NEAR(*test->h, 39999, 1e-6);
    EXPECT_NEAR(test->log_p, -39999 / 2.0, 10);
}

TEST(DunnTest, ComparesMeanRanksAmongAll) {
    // As written down: (mean rank a - mean rank b) / sqrt((n (n + 1) / 12 - ties / (12 (n - 1)))
    // (1/n_a + 1/n_b)), by scipy's rankdata and norm.
    const DunnTest test(three_samples());
    const auto expect = [&test](std::size_t a, std::size_t b, double z, double p) {
        const auto dunn = test.compare(a, b);
        ASSERT_TRUE(dunn && dunn->z);
        EXPECT_NEAR(*dunn->z, z, 1e-13);
        EXPECT_NEAR(dunn->p, p, 1e-14);
        EXPECT_NEAR(dunn->log_p, std::log(p), 1e-13);
    };
    expect(0, 1, -1.2396072250274917, 0.21512070700011343);
    expect(0, 2, -1.446661987634731, 0.1479916157253131);
    expect(1, 2, -0.31824218292422, 0.7503012373751275);
    expect(2, 1, 0.31824218292422, 0.7503012373751275);
}

TEST(DunnTest, HasNothingToSayOfEmptyOrEqualSamples) {
    EXPECT_FALSE(DunnTest(std::array{sample_of({1}), Counts()}).compare(0, 1));
    const auto equal = DunnTest(std::array{sample_of({1}), sample_of({1, 1})}).compare(0, 1);
    ASSERT_TRUE(equal);
    EXPECT_FALSE(equal->z);
    EXPECT_EQ(equal->p, 1);
}

TEST(VanElteren, AddsUpStrata) {
    // Rank sums of each stratum by scipy's rankdata, weighed and added up by hand.
    const std::vector<Stratum> strata{{sample_of({0, 0, 1, 5}), sample_of({0, 1, 2})},
                                      {sample_of({3, 3, 4}), sample_of({1, 3, 3, 9, 9})},
                                      {sample_of({7}), Counts()},
                                      {sample_of({2}), sample_of({2})}};
    const auto test = van_elteren(strata);
    ASSERT_TRUE(test && test->z);
    EXPECT_EQ(test->strata, 3);
    EXPECT_EQ(test->n_a, 8);
    EXPECT_EQ(test->n_b, 9);
    EXPECT_NEAR(*test->z, -0.24376853676853064, 1e-14);
    EXPECT_NEAR(test->p, 0.8074100893555435, 1e-14);
    EXPECT_NEAR(test->delta, -0.06746031746031746, 1e-15);
}

TEST(VanElteren, SeesThroughStrataThatPointTheOtherWay) {
    // In either stratum the first sample is above the other, but most of it is in the lower one.
    const std::vector<Stratum> strata{{sample_of({2, 2, 2, 2, 2, 2, 2, 2}), sample_of({1, 1})},
                                      {sample_of({9, 9}), sample_of({8, 8, 8, 8, 8, 8, 8, 8})}};
    const auto test = van_elteren(strata);
    ASSERT_TRUE(test && test->z);
    EXPECT_DOUBLE_EQ(test->delta, 1);
    EXPECT_GT(*test->z, 3);
}

TEST(VanElteren, NeedsAStratumWithBoth) {
    EXPECT_FALSE(van_elteren({}));
    EXPECT_FALSE(van_elteren(std::vector<Stratum>{{sample_of({1}), Counts()}}));
    const auto equal = van_elteren(std::vector<Stratum>{{sample_of({1}), sample_of({1})}});
    ASSERT_TRUE(equal);
    EXPECT_FALSE(equal->z);
    EXPECT_EQ(equal->p, 1);
    EXPECT_EQ(equal->delta, 0);
}

}  // namespace
}  // namespace hubmine::stats
