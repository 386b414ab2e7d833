#include "analysis/trends/present_world.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::analysis::trends {
namespace {

using core::Kind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(Legacy, AYearIsOf365AndAQuarterDays) {
    PresentWorld world;
    // 365.25 and 365 days before 2026-01-01.
    world.repos = {{.id = "a/old", .created = "2024-12-31T18:00:00.000Z", .downloads = 30},
                   {.id = "a/new", .created = "2025-01-01", .downloads = 10}};
    world.settings.tables = {"legacy"};
    EXPECT_THAT(rows_of(world.run(), "legacy"),
                Contains("model|10|1|1|0.5|0.75|2024-12-31T18:00:00.000Z"));
}

TEST(Legacy, TheMostDownloadedAreAtMostSoMany) {
    PresentWorld world;
    for (int i = 0; i < 12; ++i) {
        world.repos.push_back({.id = fmt::format("a/{:02}", i),
                               .created = i < 2 ? "2020-01-01" : "2025-12-01",
                               .downloads = 1});
    }
    world.settings.tables = {"legacy"};
    const auto rows = rows_of(world.run(), "legacy");
    ASSERT_THAT(rows, SizeIs(16));
    // Of equal downloads the smaller ids lead: both old ones are among the first ten.
    EXPECT_EQ(rows[3], "model|10|5|2|0.2|0.2|2020-01-01T00:00:00.000Z");
    EXPECT_THAT(rows[7], StartsWith("model|100|5|2|0.166667|"));
}

TEST(Legacy, WithoutDownloadsThereIsNoShareOfThem) {
    PresentWorld world;
    world.repos = {{.id = "a/x", .created = "", .downloads = std::nullopt}};
    world.settings.tables = {"legacy"};
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "legacy"), Contains("model|0|1|0|0||"));
    EXPECT_EQ(note_of(result, "models_without_created_at"), 1);
    EXPECT_THAT(result.summary, IsEmpty());
}

TEST(Legacy, IsOfModelsAndDatasetsThatThereAre) {
    PresentWorld world;
    world.repos = {{.kind = Kind::kDataset, .id = "a/x", .created = "2025-12-31"},
                   {.kind = Kind::kSpace, .id = "a/y", .created = "2025-12-31"}};
    world.settings.tables = {"legacy"};
    const auto rows = rows_of(world.run(), "legacy");
    ASSERT_THAT(rows, SizeIs(16));
    EXPECT_THAT(rows[0], StartsWith("dataset|10|1|0|0||"));
}

TEST(Cohorts, FlooredRepositoriesAreACohortOfTheirOwn) {
    PresentWorld world;
    world.repos = {
        {.id = "a/floor", .created = "2022-03-02T23:29:04.000Z", .likes = 1, .downloads = 6},
        {.id = "a/late", .created = "2022-12-31T23:59:59.999Z", .likes = 3, .downloads = 2},
        {.id = "a/new", .created = "2023-01-01", .likes = 4, .downloads = 0},
        {.id = "a/undated", .created = "", .likes = 8, .downloads = 2}};
    world.settings.tables = {"cohorts"};
    EXPECT_THAT(rows_of(world.run(), "cohorts"), ElementsAre("model|2022|1|1|0.25|6|0.6|1|0.0625|1",
                                                             "model|2022|0|1|0.25|2|0.2|3|0.1875|1",
                                                             "model|2023|0|1|0.25|0|0|4|0.25|1"));
}

TEST(Cohorts, SpacesAreRankedByLikesAndHaveNoDownloads) {
    PresentWorld world;
    for (int i = 0; i < 101; ++i) {
        world.repos.push_back({.kind = Kind::kSpace,
                               .id = fmt::format("a/{}", i),
                               .created = i == 0 ? "2024-05-05" : "2025-05-05",
                               .likes = i});
    }
    world.settings.tables = {"cohorts"};
    EXPECT_THAT(
        rows_of(world.run(), "cohorts"),
        ElementsAre("space|2024|0|1|0.00990099|||0|0|0", "space|2025|0|100|0.990099|||5050|1|100"));
}

}  // namespace
}  // namespace hubmine::analysis::trends
