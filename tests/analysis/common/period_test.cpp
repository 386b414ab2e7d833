#include "common/period.hpp"

#include "hubmine/core/time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hubmine::analysis {
namespace {

std::string named(const std::string& time, Every every) {
    return period_name(period_of(*core::parse_time(time), every), every);
}

TEST(Periods, HaveTheNamesOfIso8601) {
    EXPECT_EQ(named("2024-02-29T23:59:59Z", Every::kDay), "2024-02-29");
    EXPECT_EQ(named("2024-02-29", Every::kMonth), "2024-02");
    EXPECT_EQ(named("2024-12-31", Every::kMonth), "2024-12");
    EXPECT_EQ(named("2024-03-31", Every::kQuarter), "2024-Q1");
    EXPECT_EQ(named("2024-04-01", Every::kQuarter), "2024-Q2");
    EXPECT_EQ(named("2024-12-31T23:59:59Z", Every::kYear), "2024");
}

TEST(Periods, AWeekBelongsToTheYearOfItsThursday) {
    EXPECT_EQ(named("2024-12-29", Every::kWeek), "2024-W52");
    EXPECT_EQ(named("2024-12-30", Every::kWeek), "2025-W01");
    EXPECT_EQ(named("2021-01-03", Every::kWeek), "2020-W53");
    EXPECT_EQ(named("1969-12-29", Every::kWeek), "1970-W01");
}

TEST(Periods, BeforeTheEpochCountOn) {
    EXPECT_EQ(named("1969-12-31", Every::kDay), "1969-12-31");
    EXPECT_EQ(named("1969-12-31", Every::kMonth), "1969-12");
    EXPECT_EQ(named("1969-12-31", Every::kQuarter), "1969-Q4");
    EXPECT_EQ(named("1969-12-31", Every::kYear), "1969");
}

}  // namespace
}  // namespace hubmine::analysis
