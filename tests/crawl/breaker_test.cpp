#include "breaker.hpp"

#include <gtest/gtest.h>

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;

const Breaker::TimePoint kStart = Breaker::TimePoint(std::chrono::hours(1));
constexpr Breaker::Options kOptions{3, milliseconds(100), milliseconds(300), 2};

TEST(Breaker, OpensAfterSoManyFailuresInARow) {
    Breaker breaker(kOptions);
    EXPECT_FALSE(breaker.failed(kStart));
    EXPECT_FALSE(breaker.failed(kStart));
    breaker.succeeded();
    EXPECT_FALSE(breaker.failed(kStart));
    EXPECT_FALSE(breaker.failed(kStart));
    EXPECT_TRUE(breaker.may_start(kStart, 5));
    EXPECT_TRUE(breaker.failed(kStart));
    EXPECT_FALSE(breaker.may_start(kStart, 0));
}

TEST(Breaker, LetsOneGoAheadAfterThePause) {
    Breaker breaker({1, milliseconds(100), milliseconds(300), 2});
    breaker.failed(kStart);
    EXPECT_FALSE(breaker.may_start(kStart + milliseconds(99), 0));
    EXPECT_TRUE(breaker.may_start(kStart + milliseconds(100), 0));
    EXPECT_FALSE(breaker.may_start(kStart + milliseconds(100), 1));
    EXPECT_TRUE(breaker.succeeded());
    EXPECT_TRUE(breaker.may_start(kStart + milliseconds(100), 1));
}

TEST(Breaker, WaitsLongerEachTimeAndGivesUpInTheEnd) {
    Breaker breaker({1, milliseconds(100), milliseconds(300), 2});
    EXPECT_TRUE(breaker.failed(kStart));
    // What was in flight when it opened fails too, and counts for nothing.
    EXPECT_FALSE(breaker.failed(kStart + milliseconds(10)));
    EXPECT_TRUE(breaker.failed(kStart + milliseconds(100)));
    EXPECT_EQ(breaker.open_until(), kStart + milliseconds(300));
    EXPECT_FALSE(breaker.has_given_up());
    EXPECT_TRUE(breaker.failed(kStart + milliseconds(300)));
    EXPECT_EQ(breaker.open_until(), kStart + milliseconds(600));
    EXPECT_TRUE(breaker.has_given_up());
}

}  // namespace
}  // namespace hubmine::crawl
