#include "hubmine/stats/correlation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <random>
#include <vector>

namespace hubmine::stats {
namespace {

using Sample = std::vector<std::int64_t>;

double plain_pearson(const Sample& x, const Sample& y) {
    const Sample ones(x.size(), 1);
    return pearson(centred(x, ones), centred(y, ones), ones).value_or(std::nan(""));
}

TEST(Correlation, IsTheDocumentedPearsonOfScipy) {
    const Correlation r = correlate(Sample{0, 0, 0, 1, 1, 1, 1}, Sample{0, 1, 2, 3, 4, 5, 6});
    EXPECT_EQ(r.n, 7);
    EXPECT_NEAR(r.pearson.value_or(0), 0.8660254037844386, 1e-15);
    EXPECT_NEAR(r.pearson_p.value_or(0), 0.011724811003954649, 1e-14);
    // [1..5] and [10, 9, 2.5, 6, 4], the latter doubled.
    const Correlation other = correlate(Sample{1, 2, 3, 4, 5}, Sample{20, 18, 5, 12, 8});
    EXPECT_NEAR(other.pearson.value_or(0), -0.7426106572325057, 1e-15);
    EXPECT_NEAR(other.pearson_p.value_or(0), 0.1505558088534455, 1e-14);
}

TEST(Correlation, IsTheDocumentedSpearmanOfScipy) {
    const Correlation r = correlate(Sample{1, 2, 3, 4, 5}, Sample{5, 6, 7, 8, 7});
    EXPECT_NEAR(r.spearman.value_or(0), 0.82078268166812329, 1e-15);
    EXPECT_NEAR(r.spearman_p.value_or(0), 0.088587005313543812, 1e-14);
}

TEST(Correlation, OfAStraightLineIsCertain) {
    const Correlation r = correlate(Sample{1, 2, 3}, Sample{-2, -4, -6});
    EXPECT_DOUBLE_EQ(r.pearson.value_or(0), -1);
    EXPECT_NEAR(r.pearson_p.value_or(1), 0, 1e-7);
    EXPECT_DOUBLE_EQ(r.spearman.value_or(0), -1);
}

TEST(Correlation, OfAConstantIsUndefined) {
    for (const Correlation& r : {correlate(Sample{3, 3, 3}, Sample{1, 2, 3}),
                                 correlate(Sample{}, Sample{}), correlate(Sample{1}, Sample{2})}) {
        EXPECT_FALSE(r.pearson);
        EXPECT_FALSE(r.pearson_p);
        EXPECT_FALSE(r.spearman);
        EXPECT_FALSE(r.spearman_p);
        EXPECT_FALSE(r.pearson_log1p);
        EXPECT_FALSE(r.pearson_without_top);
    }
}

TEST(Correlation, OfTwoObservationsSaysNothing) {
    const Correlation r = correlate(Sample{1, 2}, Sample{3, 1});
    EXPECT_DOUBLE_EQ(r.pearson.value_or(0), -1);
    EXPECT_EQ(r.pearson_p, 1);
    EXPECT_EQ(r.spearman_p, 1);
    EXPECT_FALSE(r.pearson_without_top);
}

TEST(Correlation, OfLogarithmsIsTakenOnOnePlusX) {
    // log2(1 + x) = 0 1 2 3 against 0 3 2 1 on both axes after the logarithm.
    const Correlation r = correlate(Sample{0, 1, 3, 7}, Sample{0, 7, 3, 1});
    const double wanted = plain_pearson({0, 1, 2, 3}, {0, 3, 2, 1});
    EXPECT_NEAR(r.pearson_log1p.value_or(0), wanted, 1e-15);
}

TEST(Correlation, DependsNeitherOnOrderNorOnMerging) {
    std::mt19937_64 random(5);
    Sample x(300);
    Sample y(300);
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = static_cast<std::int64_t>(random() % 7);
        y[i] = x[i] * static_cast<std::int64_t>(random() % 3);
    }
    const Correlation before = correlate(x, y);
    for (std::size_t i = x.size() - 1; i > 0; --i) {
        const std::size_t j = random() % (i + 1);
        std::swap(x[i], x[j]);
        std::swap(y[i], y[j]);
    }
    const Correlation after = correlate(x, y);
    EXPECT_EQ(before.pearson, after.pearson);
    EXPECT_EQ(before.spearman, after.spearman);
    EXPECT_EQ(before.pearson_log1p, after.pearson_log1p);
    EXPECT_EQ(before.pearson_without_top, after.pearson_without_top);
    EXPECT_NEAR(before.pearson.value_or(9), plain_pearson(x, y), 1e-14);
}

// The definition: leave out each one, keep the r that lies farthest away.
double leave_one_out(const Sample& x, const Sample& y) {
    const double whole = plain_pearson(x, y);
    double best = whole;
    for (std::size_t out = 0; out < x.size(); ++out) {
        Sample x_rest = x;
        Sample y_rest = y;
        x_rest.erase(x_rest.begin() + static_cast<std::ptrdiff_t>(out));
        y_rest.erase(y_rest.begin() + static_cast<std::ptrdiff_t>(out));
        const double r = plain_pearson(x_rest, y_rest);
        best = std::abs(r - whole) > std::abs(best - whole) ? r : best;
    }
    return best;
}

TEST(WithoutMostInfluential, IsTheLeaveOneOutOfTheDefinition) {
    std::mt19937_64 random(3);
    for (int round = 0; round < 60; ++round) {
        Sample x(3 + random() % 30);
        Sample y(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = static_cast<std::int64_t>(random() % 50);
            y[i] = static_cast<std::int64_t>(random() % 50) + x[i];
        }
        x[0] = 65729394;  // one observation holds nearly all variance
        EXPECT_NEAR(correlate(x, y).pearson_without_top.value_or(9), leave_one_out(x, y), 1e-10);
    }
}

TEST(WithoutMostInfluential, SurvivesAnObservationThatHoldsAllDigits) {
    const Correlation r = correlate(Sample{4000000000000, 1, 2, 3}, Sample{4000000000000, 3, 2, 1});
    EXPECT_NEAR(r.pearson.value_or(0), 1, 1e-12);
    EXPECT_NEAR(r.pearson_without_top.value_or(0), -1, 1e-3);
}

TEST(CentredLog, IsTheDeviationOfTheLogarithm) {
    const Variable variable = centred_log(Sample{1, 100}, Sample{1, 1});
    EXPECT_NEAR(variable.deviation[1], std::log(10.0), 1e-14);
    EXPECT_FALSE(variable.constant);
    EXPECT_TRUE(centred_log(Sample{7, 7}, Sample{1, 1}).constant);
}

TEST(WithoutMostInfluential, IsUndefinedWhenTheRestIsConstant) {
    const Correlation r = correlate(Sample{0, 0, 0, 5}, Sample{1, 2, 3, 4});
    EXPECT_TRUE(r.pearson);
    EXPECT_FALSE(r.pearson_without_top);
}

TEST(Correlation, RanksDependOnTheOrderOfTheValuesAlone) {
    const std::vector<std::int64_t> weights{1, 2, 1, 3, 1};
    const std::vector<std::int64_t> close{2, 0, 3, 2, 1};
    const std::vector<std::int64_t> far{0, -5000000000, 7000000000, 0, -3};
    const Variable of_close = centred_ranks(close, weights);
    EXPECT_EQ(of_close.deviation, centred_ranks(far, weights).deviation);
    // Ranks 5.5, 1.5, 8, 5.5, 3 of eight observations, whose mean is 4.5.
    EXPECT_THAT(of_close.deviation, testing::ElementsAre(1, -3, 3.5, 1, -1.5));
    EXPECT_FALSE(of_close.constant);
}

TEST(CorrelationIntervals, AreFishersAndOfRanksWider) {
    // tanh(atanh(r) -+ 1.959964 sqrt(v / (n - 3))) with v = 1 and 1 + r^2 / 2.
    const auto expect = [](const std::optional<Interval>& interval, double low, double high) {
        ASSERT_TRUE(interval);
        EXPECT_NEAR(interval->low, low, 1e-14);
        EXPECT_NEAR(interval->high, high, 1e-14);
    };
    expect(pearson_interval(0.5, 30), 0.17043136222295419, 0.7289585577826239);
    expect(spearman_interval(0.5, 30), 0.14813218030405298, 0.7395031963496147);
    expect(pearson_interval(-0.8, 12), -0.9415952079389636, -0.4180204878042006);
    expect(spearman_interval(-0.8, 12), -0.9516725702185921, -0.33460351193386756);
    expect(pearson_interval(1, 9), 1, 1);
    expect(spearman_interval(-1, 9), -1, -1);
    EXPECT_FALSE(pearson_interval(0.5, 3));
    EXPECT_FALSE(spearman_interval(0.5, 3));
}

}  // namespace
}  // namespace hubmine::stats
