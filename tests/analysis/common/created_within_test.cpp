#include "common/created_within.hpp"

#include "analysis/results.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;

store::Repos created(const std::vector<std::string>& times) {
    store::Repos repos;
    repos.count = times.size();
    for (const std::string& time : times) {
        repos.created_at.push_back(core::parse_time(time));
    }
    return repos;
}

TEST(CreatedWithin, TakesWhatWasCreatedFromTheOneAndBeforeTheOther) {
    const store::Repos repos =
        created({"2023-12-31T23:59:59.999Z", "2024-01-01", "2024-01-31", "2024-02-01", ""});
    const PeriodSettings period{.since = core::parse_time("2024-01-01"),
                                .until = core::parse_time("2024-02-01")};
    const CreatedWithin within = created_within(repos, period);
    EXPECT_THAT(within.repos, ElementsAre(1, 2));
    EXPECT_EQ(within.undated, 1);
    EXPECT_THAT(created_within(repos, {.since = period.since, .until = std::nullopt}).repos,
                ElementsAre(1, 2, 3));
    EXPECT_THAT(created_within(repos, {.since = std::nullopt, .until = period.until}).repos,
                ElementsAre(0, 1, 2));
}

TEST(CreatedWithin, TakesAllWithoutBoundsAndReadsNoDate) {
    store::Repos repos;
    repos.count = 2;
    EXPECT_THAT(created_within(repos, {}).repos, ElementsAre(0, 1));
    store::RepoColumns columns;
    read_created_at({}, columns);
    EXPECT_TRUE(columns.is_empty());
    read_created_at({.since = core::Timestamp(), .until = std::nullopt}, columns);
    EXPECT_TRUE(columns.contains(store::RepoColumn::kCreatedAt));
}

TEST(CreatedWithin, CountsWhatFellOutWhereDatesMatter) {
    Result result;
    note_undated(core::Kind::kModel, {.repos = {}, .undated = 3}, {}, result);
    EXPECT_TRUE(result.notes.empty());
    note_undated(core::Kind::kModel, {.repos = {}, .undated = 3},
                 {.since = std::nullopt, .until = core::Timestamp()}, result);
    EXPECT_EQ(note_of(result, "models_without_created_at"), 3);
}

}  // namespace
}  // namespace hubmine::analysis
