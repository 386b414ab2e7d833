#include "common/age.hpp"

#include "hubmine/core/time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hubmine::analysis {
namespace {

core::Timestamp time_of(const std::string& text) {
    return *core::parse_time(text);
}

TEST(Age, IsToldForTheEndOfTheSnapshot) {
    store::Snapshot snapshot{.started_at = time_of("2024-01-01")};
    EXPECT_EQ(moment_of(snapshot), time_of("2024-01-01"));
    snapshot.finished_at = time_of("2024-01-02T03:00:00Z");
    EXPECT_EQ(moment_of(snapshot), time_of("2024-01-02T03:00:00Z"));
}

TEST(Age, IsInRealDays) {
    EXPECT_EQ(days_between(time_of("2024-02-28"), time_of("2024-03-01T12:00:00Z")), 2.5);
    EXPECT_EQ(days_between(time_of("2024-01-02"), time_of("2024-01-01")), -1);
    EXPECT_DOUBLE_EQ(days_between(time_of("2024-01-01"), time_of("2024-01-01T00:00:00.001Z")),
                     1 / 86'400'000.0);
}

TEST(Age, TheFloorOfTheHubLastsTwoSeconds) {
    EXPECT_FALSE(is_floored(time_of("2022-03-02T23:29:03.999Z")));
    EXPECT_TRUE(is_floored(time_of("2022-03-02T23:29:04.000Z")));
    EXPECT_TRUE(is_floored(time_of("2022-03-02T23:29:05.999Z")));
    EXPECT_FALSE(is_floored(time_of("2022-03-02T23:29:06.000Z")));
}

}  // namespace
}  // namespace hubmine::analysis
