#include "hubmine/core/optional_column.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <utility>

namespace hubmine::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(OptionalColumn, HoldsNumbersAndWhereThereAreNone) {
    OptionalColumn<std::int64_t> column{3, std::nullopt, 0};
    column.push_back(std::numeric_limits<std::int64_t>::max());
    EXPECT_THAT(column, ElementsAre(3, std::nullopt, 0, std::numeric_limits<std::int64_t>::max()));
    EXPECT_EQ(column[1], std::nullopt);
    column.replace_back(std::nullopt);
    EXPECT_EQ(column[3], std::nullopt);
    EXPECT_EQ(column.size(), 4U);
}

TEST(OptionalColumn, HoldsMoments) {
    const Timestamp moment = *parse_time("1969-12-31T23:59:59.999Z");
    const OptionalColumn<Timestamp> column{moment, std::nullopt};
    EXPECT_THAT(column, ElementsAre(moment, std::nullopt));
}

TEST(OptionalColumn, RefusesTheNumberThatMeansThatThereIsNone) {
    OptionalColumn<std::int64_t> column;
    EXPECT_THROW(column.push_back(std::numeric_limits<std::int64_t>::min()), std::out_of_range);
    EXPECT_TRUE(column.empty());
}

TEST(OptionalColumn, TakesOverTheValuesOfAnotherOne) {
    OptionalColumn<std::int64_t> column;
    column.append(OptionalColumn<std::int64_t>{1});
    OptionalColumn<std::int64_t> next{std::nullopt, 2};
    column.append(std::move(next));
    EXPECT_THAT(column, ElementsAre(1, std::nullopt, 2));
}

}  // namespace
}  // namespace hubmine::core
