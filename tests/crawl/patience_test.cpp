#include "patience.hpp"

#include <gtest/gtest.h>

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Patience::TimePoint kStart = Patience::TimePoint(std::chrono::hours(1));

TEST(Patience, CountsOnlyWaitsThatTheHubWants) {
    Patience patience(true, std::nullopt);
    EXPECT_TRUE(patience.bears(Pause{.until = kStart + seconds(9)}, kStart));
    EXPECT_TRUE(patience.bears(Pause{.until = kStart + seconds(9)}, kStart + seconds(5)));
    EXPECT_EQ(patience.waited(), milliseconds(0));
    const Pause told{.until = kStart + seconds(20), .told = true};
    EXPECT_TRUE(patience.bears(told, kStart + seconds(10)));
    EXPECT_TRUE(patience.bears(std::nullopt, kStart + seconds(20)));
    EXPECT_TRUE(patience.bears(std::nullopt, kStart + seconds(30)));
    EXPECT_EQ(patience.waited(), seconds(10));
}

TEST(Patience, EndsWithTheWaitThatWouldBeTooMuch) {
    Patience patience(true, seconds(5));
    EXPECT_TRUE(patience.bears(Pause{.until = kStart + seconds(60)}, kStart));
    EXPECT_TRUE(patience.bears(Pause{.until = kStart + seconds(3), .told = true}, kStart));
    EXPECT_TRUE(patience.bears(std::nullopt, kStart + seconds(3)));
    EXPECT_FALSE(
        patience.bears(Pause{.until = kStart + seconds(6), .told = true}, kStart + seconds(3)));
}

TEST(Patience, MayBeNone) {
    Patience patience(false, std::nullopt);
    EXPECT_TRUE(patience.bears(Pause{.until = kStart + seconds(60)}, kStart));
    EXPECT_FALSE(patience.bears(Pause{.until = kStart + seconds(1), .told = true}, kStart));
}

}  // namespace
}  // namespace hubmine::crawl
