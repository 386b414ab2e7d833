#include "hubmine/core/error.hpp"

#include "analysis/trends/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace hubmine::analysis::trends {
namespace {

using core::Kind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Series, HoldTheLastSnapshotOfEachPeriod) {
    TrendsWorld world;
    world.walk("2024-01-10");
    world.walk("2024-01-20");
    world.walk("2024-02-10");
    world.model("a/x", "2024-01-05").saw(1, "2024-01-10", 1, 10).saw(2, "2024-01-20", 2, 20);
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a/x|a|2024-01-20|2|20|model||1||2||snapshots||",
                            "a/x|a|2024-02-10|2|20|model||1||3||snapshots||"));
}

TEST(Series, LeaveOutWhatWasAwayAndNeverPutZeroForMissing) {
    TrendsWorld world;
    world.walk("2024-01-10");
    world.walk("2024-02-10");
    world.walk("2024-03-10");
    world.repo(Kind::kSpace, "a/x", "2024-01-05")
        .saw(1, "2024-01-10", 1)
        .away(2, "2024-02-10", 3, "2024-03-10");
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a/x|a|2024-01-10|1||space||1||1||snapshots||",
                            "a/x|a|2024-03-10|1||space||1||3||snapshots||"));
}

TEST(Series, AnIncompleteWalkIsNoPointOfThem) {
    TrendsWorld world;
    world.walk("2024-01-10");
    world.walk("2024-02-10");
    world.last().complete = false;
    world.walk("2024-03-10");
    world.model("a/x", "2024-01-05").saw(1, "2024-01-10", 1);
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a/x|a|2024-01-10|1||model||1||1||snapshots||",
                            "a/x|a|2024-03-10|1||model||1||3||snapshots||"));
}

TEST(Series, ImportsStandBesideTheWalksUnderTheirSource) {
    TrendsWorld world;
    const auto old = world.import("2023-12-24", "hub-stats.csv");
    const auto walk = world.walk("2024-01-10");
    world.model("a/x", "2023-01-05").saw(walk, "2024-01-10", 7).imported(old, "2023-12-24", 5, 50);
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a/x|a|2023-12-24|5|50|model||1||1|hub-stats.csv|imports||",
                            "a/x|a|2024-01-10|7||model||1||2||snapshots||"));
}

TEST(Series, SumAnOwnersRepositories) {
    TrendsWorld world;
    const auto id = world.walk("2024-01-10");
    world.model("a/x", "2024-01-05").saw(id, "2024-01-10", 1, 10, 100);
    world.model("a/y", "2024-01-05").saw(id, "2024-01-10", 2, std::nullopt);
    world.settings.by = GroupBy::kOwner;
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a|2024-01-10|3|10|model|a|2|100|1||snapshots||"));
}

TEST(Series, LeaveOutASumThatNoCellCanHold) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    TrendsWorld world;
    const auto id = world.walk("2024-01-10");
    world.model("a/x", "2024-01-05").saw(id, "2024-01-10", kMost, kMost);
    world.model("a/y", "2024-01-05").saw(id, "2024-01-10", kMost, -kMost);
    world.model("b/z", "2024-01-05").saw(id, "2024-01-10", 1);
    world.settings.by = GroupBy::kOwner;
    world.settings.top = 1;
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a|2024-01-10||0|model|a|2||1||snapshots||"));
}

TEST(Series, AreOfTheMostLikedOrOfThoseNamed) {
    TrendsWorld world;
    const auto id = world.walk("2024-01-10");
    world.model("a/x", "2024-01-05").saw(id, "2024-01-10", 1);
    world.model("a/y", "2024-01-05").saw(id, "2024-01-10", 2);
    world.model("a/z", "2024-01-05");
    world.settings.top = 1;
    TrendsWorld other = world;
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a/y|a|2024-01-10|2||model||1||1||snapshots||"));
    other.settings.repositories = {"a/x"};
    EXPECT_THAT(rows_of(other.run(), "series"),
                ElementsAre("a/x|a|2024-01-10|1||model||1||1||snapshots||"));
}

TEST(Series, OfAnUnknownRepositoryAreRefused) {
    TrendsWorld world;
    world.walk("2024-01-10");
    world.settings.repositories = {"a/typo"};
    EXPECT_THROW(static_cast<void>(world.run()), core::UsageError);
}

TEST(Series, ReachBackBeforeTheFirstSnapshotByTheDatesOfLikes) {
    TrendsWorld world;
    const auto id = world.walk("2024-03-10");
    world.model("a/x", "2024-01-05")
        .saw(id, "2024-03-10", 5)
        .did(store::Event::kLike, {"2024-01-06", "2024-01-31T23:59:59.999Z", "2024-03-01"})
        .did(store::Event::kCommit, {"2024-02-02", "", "2024-04-01"})
        .did(store::Event::kDiscussion, {});
    const Result result = world.run();
    // From the month of the first walk on, walks tell the likes.
    EXPECT_THAT(rows_of(result, "series"),
                ElementsAre("a/x|a|2024-03-10|5||model||1||1||snapshots||",
                            "a/x|a|2024-01-31|2||model||1||||likes|2|2",
                            "a/x|a|2024-03-01|||model||1||||likes|1|3",
                            "a/x|a|2024-02-02|||model||1||||commits|1|1"));
    EXPECT_EQ(note_of(result, "events_undated"), 1);
    EXPECT_EQ(note_of(result, "events_in_the_future"), 1);
    EXPECT_THAT(result.summary,
                Contains(HasSubstr("reaches back to 2024-01; downloads have no dates")));
}

TEST(Series, SumTheDatedEventsOfAGroup) {
    TrendsWorld world;
    world.walk("2024-03-10");
    world.model("a/x", "2024-01-05").did(store::Event::kDiscussion, {"2024-01-06", "2024-02-01"});
    world.model("a/y", "2024-01-05").did(store::Event::kDiscussion, {"2024-02-09"});
    world.model("a/z", "2024-01-05").did(store::Event::kDiscussion, {"2024-02-08"});
    world.settings.by = GroupBy::kOwner;
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a|2024-01-06|||model|a|1||||discussions|1|1",
                            "a|2024-02-09|||model|a|3||||discussions|3|4"));
}

TEST(Series, SinceAndUntilCutDatedRowsNotTheirTotals) {
    TrendsWorld world;
    world.walk("2024-03-10");
    world.model("a/x", "2024-01-05")
        .did(store::Event::kCommit, {"2024-01-06", "2024-02-01", "2024-03-02"});
    world.settings.since = at("2024-02-15");
    world.settings.until = at("2024-03-01");
    EXPECT_THAT(rows_of(world.run(), "series"),
                ElementsAre("a/x|a|2024-02-01|||model||1||||commits|1|2"));
}

}  // namespace
}  // namespace hubmine::analysis::trends
