#include "hubmine/core/option.hpp"

#include "hubmine/core/error.hpp"

#include <gtest/gtest.h>

namespace hubmine::core {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST(Duration, ReadsUnitsAndSumsOfThem) {
    EXPECT_EQ(read_duration("--x", "90s"), seconds(90));
    EXPECT_EQ(read_duration("--x", "90"), seconds(90));
    EXPECT_EQ(read_duration("--x", "24h"), hours(24));
    EXPECT_EQ(read_duration("--x", "30d"), hours(30 * 24));
    EXPECT_EQ(read_duration("--x", "2w"), hours(14 * 24));
    EXPECT_EQ(read_duration("--x", "1h30m"), seconds(5400));
    EXPECT_EQ(read_duration("--x", "0"), seconds(0));
}

TEST(Duration, RefusesWhatIsNone) {
    for (const char* text : {"", "h", "-1h", "1y", "1.5h", "1h30", "1h x", "99999999999999999999s",
                             "9223372036854775807w"}) {
        EXPECT_THROW(static_cast<void>(read_duration("--x", text)), UsageError) << text;
    }
}

TEST(Whole, KeepsItsBounds) {
    EXPECT_EQ(read_whole("--x", "7", {1, 7}), 7);
    for (const char* text : {"", "8", "0", "x", "7x", " 7", "1e1", "99999999999999999999"}) {
        EXPECT_THROW(static_cast<void>(read_whole("--x", text, {1, 7})), UsageError) << text;
    }
}

TEST(Share, IsAboveItsFloorAndAtMostItsCeiling) {
    EXPECT_EQ(read_share("--x", "0.5", 0, 1), 0.5);
    EXPECT_EQ(read_share("--x", "1", 0, 1), 1.0);
    for (const char* text : {"", "0", "1.01", "nan", "inf", "-1", "0,5"}) {
        EXPECT_THROW(static_cast<void>(read_share("--x", text, 0, 1)), UsageError) << text;
    }
}

TEST(Choice, SuggestsTheNearWord) {
    EXPECT_EQ(read_choice("--x", "raw", {"raw", "merged"}), 0U);
    try {
        static_cast<void>(read_choice("--x", "mergd", {"raw", "merged"}));
        FAIL() << "no error";
    } catch (const UsageError& error) {
        EXPECT_STREQ(error.what(), "--x: 'mergd' is none of raw, merged; did you mean merged?");
    }
}

}  // namespace
}  // namespace hubmine::core
