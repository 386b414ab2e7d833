#include "hubmine/stats/sorting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace hubmine::stats {
namespace {

using ::testing::ElementsAre;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::vector<std::int64_t> of_every_size(std::size_t count) {
    std::mt19937_64 draw(7);
    std::vector<std::int64_t> numbers(count);
    for (std::int64_t& number : numbers) {
        number = static_cast<std::int64_t>(draw()) >> (draw() % 64);
    }
    return numbers;
}

TEST(Sorting, PutsNumbersOfEverySizeInOrder) {
    for (const std::size_t count : {0U, 1U, 10U, 5000U}) {
        std::vector<std::int64_t> numbers = of_every_size(count);
        numbers.insert(numbers.end(), {kMost, kLeast, 0, -1, kMost});
        std::vector<double> reals(numbers.begin(), numbers.end());
        sort_ascending(numbers);
        sort_ascending(reals);
        EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
        EXPECT_TRUE(std::is_sorted(reals.begin(), reals.end()));
    }
}

TEST(Sorting, RemembersWhereEachNumberWas) {
    std::vector<std::int64_t> numbers = of_every_size(5000);
    numbers.insert(numbers.end(), {kMost, kLeast, numbers.front()});
    const std::vector<Numbered> sorted = ascending(numbers);
    std::vector<bool> met(numbers.size(), false);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        EXPECT_EQ(sorted[i].value, numbers[sorted[i].at]);
        EXPECT_TRUE(i == 0 || sorted[i - 1].value <= sorted[i].value);
        EXPECT_FALSE(met[sorted[i].at]);
        met[sorted[i].at] = true;
    }
}

TEST(Sorting, LeavesWhatIsInOrderAsItIs) {
    std::vector<std::size_t> order;
    for (const Numbered& number : ascending(std::vector<std::int64_t>{-3, 5, 5, 900})) {
        order.push_back(number.at);
    }
    EXPECT_THAT(order, ElementsAre(0, 1, 2, 3));
}

}  // namespace
}  // namespace hubmine::stats
