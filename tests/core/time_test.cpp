#include "hubmine/core/time.hpp"

#include <gtest/gtest.h>

namespace hubmine::core {
namespace {

TEST(Time, WritesWhatTheHubWrites) {
    const auto time = parse_time("2022-03-02T23:29:04.000Z");
    ASSERT_TRUE(time);
    EXPECT_EQ(format_time(*time), "2022-03-02T23:29:04.000Z");
}

TEST(Time, ReadsDatesZonesAndFractions) {
    EXPECT_EQ(parse_time("2024-02-29"), parse_time("2024-02-29T00:00:00Z"));
    EXPECT_EQ(parse_time("2024-01-01T02:30:00+02:30"), parse_time("2024-01-01"));
    EXPECT_EQ(parse_time("2023-12-31 19:00:00-0500"), parse_time("2024-01-01"));
    EXPECT_EQ(parse_time("2024-01-01T00:00:00.123456Z"), parse_time("2024-01-01T00:00:00.123Z"));
    EXPECT_EQ(parse_time("1969-12-31T23:59:59.5Z")->time_since_epoch().count(), -500);
}

TEST(Time, RefusesWhatIsNoTime) {
    for (const char* text :
         {"", "2024", "2024-13-01", "2024-02-30", "2024-01-01T25:00Z", "2024-01-01T00:00:00Zx",
          "2024-01-01T00:00:00.Z", "yesterday", "2024-01-01T"}) {
        EXPECT_FALSE(parse_time(text)) << text;
    }
}

TEST(Time, DurationsReadLikeSpeech) {
    using std::chrono::seconds;
    EXPECT_EQ(format_duration(seconds(42)), "42 s");
    EXPECT_EQ(format_duration(seconds(125)), "2 min 05 s");
    EXPECT_EQ(format_duration(seconds(3900)), "1 h 05 min");
    EXPECT_EQ(format_duration(seconds(2 * 86400 + 3600)), "2 d 01 h");
}

}  // namespace
}  // namespace hubmine::core
