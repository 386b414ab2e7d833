#include "hubmine/stats/description.hpp"

#include "sample.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace hubmine::stats {
namespace {

TEST(Description, IsThatOfPandas) {
    // pandas.Series([0, 0, 1, 2, 7, 0, 3]).describe().
    const auto facts = describe(sample_of({0, 0, 1, 2, 7, 0, 3}));
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->n, 7);
    EXPECT_TRUE(facts->total == 13);
    EXPECT_DOUBLE_EQ(facts->mean, 13.0 / 7);
    ASSERT_TRUE(facts->std);
    EXPECT_NEAR(*facts->std, 2.5448360411214072, 1e-14);
    EXPECT_EQ(facts->min, 0);
    EXPECT_DOUBLE_EQ(facts->p25, 0);
    EXPECT_DOUBLE_EQ(facts->p50, 1);
    EXPECT_DOUBLE_EQ(facts->p75, 2.5);
    EXPECT_EQ(facts->max, 7);
    EXPECT_DOUBLE_EQ(facts->zero_share, 3.0 / 7);
}

TEST(Description, OfNothingIsAbsent) {
    EXPECT_FALSE(describe(sample_of({})));
}

TEST(Description, OneObservationHasNoDeviation) {
    const auto facts = describe(sample_of({4}));
    ASSERT_TRUE(facts);
    EXPECT_FALSE(facts->std);
    EXPECT_DOUBLE_EQ(facts->p75, 4);
    EXPECT_DOUBLE_EQ(facts->zero_share, 0);
}

TEST(Description, AConstantDeviatesByExactlyNothing) {
    const auto facts = describe(sample_of({3, 3, 3}));
    ASSERT_TRUE(facts);
    ASSERT_TRUE(facts->std);
    EXPECT_EQ(*facts->std, 0);
}

TEST(Description, TwoObservationsDeviateByTheirDistance) {
    const auto facts = describe(sample_of({0, 65729394}));
    ASSERT_TRUE(facts);
    EXPECT_NEAR(facts->std.value_or(0), 65729394 / std::sqrt(2.0), 1e-7);
}

}  // namespace
}  // namespace hubmine::stats
