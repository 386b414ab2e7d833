#include "checkup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Checkup, AClockIsWrongByMoreThanHalfAMinute) {
    EXPECT_EQ(clock_finding(milliseconds(1900)).found, "as the Hub's");
    EXPECT_EQ(clock_finding(seconds(30)).health, Health::kOk);
    EXPECT_EQ(clock_finding(seconds(31)).health, Health::kWarning);
    EXPECT_EQ(clock_finding(seconds(31)).found, "31 s ahead of the Hub's");
    EXPECT_EQ(clock_finding(-seconds(90)).found, "90 s behind the Hub's");
    EXPECT_EQ(clock_finding(-hours(25)).health, Health::kProblem);
    EXPECT_EQ(clock_finding(seconds(5)).advice, "");
    EXPECT_NE(clock_finding(hours(2)).advice, "");
}

TEST(Checkup, RoomIsMeasuredByWhatTheStoreWouldTakeOnceMore) {
    constexpr std::int64_t kGiB = std::int64_t{1} << 30U;
    const auto health = [](std::int64_t available, std::int64_t store) {
        return room_finding("space", "/x", available, store).health;
    };
    EXPECT_EQ(health(2 * kGiB, 0), Health::kOk);
    EXPECT_EQ(health(kGiB / 2, 0), Health::kWarning);
    EXPECT_EQ(health(2 * kGiB, 5 * kGiB), Health::kWarning);
    EXPECT_EQ(health(5 * kGiB, 5 * kGiB), Health::kOk);
    EXPECT_EQ(health(kGiB / 1024, 0), Health::kProblem);
    EXPECT_EQ(room_finding("space", "/x", 3 * kGiB / 2, 0).found, "1.5 GiB free at /x");
}

TEST(Checkup, BytesAreToldInTheUnitThatFits) {
    EXPECT_EQ(bytes_text(0), "0 bytes");
    EXPECT_EQ(bytes_text(1), "1 byte");
    EXPECT_EQ(bytes_text(1023), "1023 bytes");
    EXPECT_EQ(bytes_text(1536), "1.5 KiB");
    EXPECT_EQ(bytes_text(std::int64_t{1} << 62U), "4194304.0 TiB");
}

}  // namespace
}  // namespace hubmine::cli
