#include "trends/leaders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace hubmine::analysis::trends {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Smallest = Leaders<int, std::less<>>;

std::vector<int> offered(std::size_t most, const std::vector<int>& numbers) {
    Smallest leaders(most);
    for (const int number : numbers) {
        if (leaders.takes(number)) {
            leaders.add(number);
        }
    }
    std::vector<int> kept;
    for (const int* number : leaders.in_order()) {
        kept.push_back(*number);
    }
    return kept;
}

TEST(Leaders, AreTheFirstOfAllThatWasOffered) {
    EXPECT_THAT(offered(3, {5, 1, 4, 2, 3, 6}), ElementsAre(1, 2, 3));
}

TEST(Leaders, MayBeFewerThanAskedFor) {
    EXPECT_THAT(offered(3, {5, 1}), ElementsAre(1, 5));
    EXPECT_THAT(offered(3, {}), IsEmpty());
}

TEST(Leaders, OfEqualsKeepThoseThatCameFirst) {
    Smallest leaders(1);
    leaders.add(1);
    EXPECT_FALSE(leaders.takes(1));
    EXPECT_TRUE(leaders.takes(0));
}

TEST(Leaders, OfNoneTakeNothing) {
    EXPECT_FALSE(Smallest(0).takes(1));
}

}  // namespace
}  // namespace hubmine::analysis::trends
