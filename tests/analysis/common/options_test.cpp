#include "common/options.hpp"

#include "hubmine/core/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace hubmine::analysis {
namespace {

using testing::HasSubstr;

class PeriodOptions : public testing::Test {
  protected:
    [[nodiscard]] std::string complaint(const std::string& given) const {
        try {
            since_.take(given);
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }

    PeriodSettings period_;
    core::Option since_ = since_option(period_, "commits");
    core::Option until_ = until_option(period_, "commits");
};

TEST_F(PeriodOptions, TakeADate) {
    since_.take("2024-01-31");
    since_.count_back(*core::parse_time("2026-01-01"));
    EXPECT_EQ(since_.tell(), core::Value("2024-01-31T00:00:00.000Z"));
}

TEST_F(PeriodOptions, TakeATimeBeforeTheSnapshot) {
    since_.take("30d");
    until_.take("1d12h");
    EXPECT_EQ(since_.tell(), core::Value("30d")) << "the snapshot is not known yet";
    for (const core::Option& option : {since_, until_}) {
        option.count_back(*core::parse_time("2024-03-01"));
    }
    EXPECT_EQ(period_.since, core::parse_time("2024-01-31"));
    EXPECT_EQ(until_.tell(), core::Value("2024-02-28T12:00:00.000Z"));
}

TEST_F(PeriodOptions, AreCheckedTogetherOnceBothAreKnown) {
    since_.take("1d");
    until_.take("2024-01-01");
    EXPECT_THROW(since_.count_back(*core::parse_time("2024-03-01")), core::UsageError);
}

TEST_F(PeriodOptions, TheLastOneGivenHolds) {
    since_.take("30d");
    since_.take("2024-01-31");
    since_.count_back(*core::parse_time("2024-03-01"));
    EXPECT_EQ(period_.since, core::parse_time("2024-01-31"));
}

TEST_F(PeriodOptions, RefuseWhatIsNeither) {
    EXPECT_THAT(complaint("30"), HasSubstr("--since: '30' is neither a date such as 2024-01-31"));
    EXPECT_THAT(complaint("2024-13-01"), HasSubstr("neither a date"));
    EXPECT_THAT(complaint(""), HasSubstr("neither a date"));
    EXPECT_THAT(complaint("3y"), HasSubstr("--since: '3y' is not a time such as"));
}

}  // namespace
}  // namespace hubmine::analysis
