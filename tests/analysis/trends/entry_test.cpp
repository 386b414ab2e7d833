#include "hubmine/core/error.hpp"

#include "analysis/trends/world.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>

namespace hubmine::analysis::trends {
namespace {

using core::Kind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// All but the shares.
std::vector<std::string> growth_of(const Result& result) {
    return columns_of(result, "growth",
                      {"period", "kind", "created", "created_total", "removed", "net_total",
                       "created_at_floored", "group", "restored"});
}

TEST(Growth, CountsEveryPeriodFromTheFirstToTheSnapshot) {
    TrendsWorld world;
    world.model("a/one", "2024-01-05");
    world.model("a/two", "2024-01-31T23:59:59.999Z");
    world.model("a/three", "2024-03-01");
    world.walk("2024-04-10");
    EXPECT_THAT(growth_of(world.run()),
                ElementsAre("2024-01|model|2|2|0|2|0||0", "2024-02|model|0|2|0|2|0||0",
                            "2024-03|model|1|3|0|3|0||0", "2024-04|model|0|3|0|3|0||0"));
}

TEST(Growth, WhatIsRemovedLeavesTheNetAndMayComeBack) {
    TrendsWorld world;
    world.walk("2024-01-10");
    world.walk("2024-02-10");
    world.walk("2024-03-10");
    world.model("a/gone", "2024-01-01").away(2, "2024-02-10");
    world.model("a/back", "2024-01-01").away(2, "2024-02-10", 3, "2024-03-10");
    EXPECT_THAT(growth_of(world.run()),
                ElementsAre("2024-01|model|2|2|0|2|0||0", "2024-02|model|0|2|2|0|0||0",
                            "2024-03|model|0|2|0|1|0||1"));
}

TEST(Growth, MarksTheFloorOfTheHubsCreationDates) {
    TrendsWorld world;
    world.model("a/old", "2022-03-02T23:29:04.000Z");
    world.model("a/older", "2022-03-02T23:29:05.000Z");
    world.model("a/same-day", "2022-03-02T23:29:06.000Z");
    world.walk("2022-03-31");
    EXPECT_THAT(growth_of(world.run()), ElementsAre("2022-03|model|3|3|0|3|2||0"));
}

TEST(Growth, ARepositoryWithoutADateIsToldButNotCounted) {
    TrendsWorld world;
    world.model("a/dated", "2024-01-05");
    world.model("a/undated", "");
    world.model("a/tomorrow", "2025-01-05");
    world.walk("2024-01-31");
    const Result result = world.run();
    EXPECT_THAT(growth_of(result), ElementsAre("2024-01|model|1|1|0|1|0||0"));
    EXPECT_EQ(note_of(result, "created_at_missing"), 1);
    EXPECT_EQ(note_of(result, "created_at_in_the_future"), 1);
    EXPECT_THAT(result.warnings, Contains(HasSubstr("leaves out 2 repositories")));
}

TEST(Growth, PutsRepositoriesTogetherByLicence) {
    TrendsWorld world;
    world.model("a/one", "2024-01-05").license = "mit";
    world.model("b/two", "2024-01-06").license = "mit";
    world.model("b/none", "2024-01-07");
    world.walk("2024-01-31");
    world.settings.by = GroupBy::kLicense;
    EXPECT_THAT(growth_of(world.run()),
                ElementsAre("2024-01|model|2|2|0|2|0|mit|0", "2024-01|model|1|1|0|1|0||0"));
}

TEST(Growth, TellsTheShareOfALicenceAmongAllThatAreHiddenToo) {
    TrendsWorld world;
    const auto id = world.walk("2024-02-28");
    world.walk("2024-03-31");
    world.model("a/one", "2024-01-05").license = "mit";
    world.repo(Kind::kModel, "a/two", "2024-02-06").saw(id, "2024-02-28", 9).license = "mit";
    world.model("b/other", "2024-02-07").license = "cc";
    world.model("b/none", "2024-02-07").away(2, "2024-03-31");
    world.settings.by = GroupBy::kLicense;
    world.settings.top = 1;
    EXPECT_THAT(
        columns_of(world.run(), "growth", {"period", "group", "created_share", "net_share"}),
        ElementsAre("2024-01|mit|1|1", "2024-02|mit|0.333333|0.5", "2024-02||0.333333|0.25",
                    "2024-03|mit||0.666667", "2024-03|||0"));
}

TEST(Growth, OfManyGroupsThoseWithTheMostLikesStay) {
    TrendsWorld world;
    const auto id = world.walk("2024-01-31");
    world.model("a/x", "2024-01-05").saw(id, "2024-01-31", 1);
    world.model("b/x", "2024-01-05").saw(id, "2024-01-31", 9);
    world.model("x", "2024-01-05");
    world.settings.by = GroupBy::kOwner;
    world.settings.top = 1;
    const Result result = world.run();
    EXPECT_THAT(growth_of(result),
                ElementsAre("2024-01|model|1|1|0|1|0|b|0", "2024-01|model|1|1|0|1|0||0"));
    EXPECT_EQ(note_of(result, "groups_hidden"), 1);
}

TEST(Growth, ARepositoryMayBeInSeveralSubfields) {
    TrendsWorld world;
    world.model("a/x", "2024-01-05").tags = {"text-to-image", "text-generation"};
    world.walk("2024-01-31");
    world.settings.by = GroupBy::kSubfield;
    EXPECT_THAT(growth_of(world.run()),
                ElementsAre("2024-01|model|1|1|0|1|0|all|0", "2024-01|model|1|1|0|1|0|mm|0",
                            "2024-01|model|1|1|0|1|0|nlp|0"));
}

TEST(Growth, TheFirstTagThatTellsAnArchitectureHolds) {
    TrendsWorld world;
    world.model("a/one", "2024-01-05").tags = {"pytorch", "bert", "llama"};
    world.model("a/two", "2024-01-05").tags = {"llama"};
    world.model("a/none", "2024-01-05").tags = {"pytorch"};
    world.repo(Kind::kSpace, "a/space", "2024-01-05").tags = {"bert"};
    world.walk("2024-01-31");
    world.settings.by = GroupBy::kArchitecture;
    world.settings.architectures_file = HUBMINE_DATA "/architectures.csv";
    EXPECT_THAT(growth_of(world.run()),
                ElementsAre("2024-01|model|1|1|0|1|0|bert|0", "2024-01|model|1|1|0|1|0|llama|0",
                            "2024-01|model|1|1|0|1|0||0", "2024-01|space|1|1|0|1|0||0"));
}

TEST(Growth, AFileOfArchitecturesNamesEachTagOnce) {
    const ScratchDirectory folder;
    TrendsWorld world;
    world.walk("2024-01-31");
    world.settings.by = GroupBy::kArchitecture;
    world.settings.architectures_file = (folder / "mine.csv").string();
    const auto complaint = [&world](std::string_view rows) {
        std::ofstream(world.settings.architectures_file) << "architecture,tag\n" << rows;
        try {
            static_cast<void>(world.run());
        } catch (const core::UsageError& error) {
            return std::string(error.what());
        }
        return std::string("none");
    };
    EXPECT_THAT(complaint("bert,bert\nroberta,bert\n"), HasSubstr(":3: tag 'bert' stands twice"));
    EXPECT_THAT(complaint("bert,\n"), HasSubstr(":2: the tag is missing"));
    EXPECT_THAT(complaint(",bert\n"), HasSubstr(":2: the architecture is missing"));
    EXPECT_EQ(complaint("bert,bert\n"), "none");
}

TEST(Growth, SinceAndUntilCutRowsNotTotals) {
    TrendsWorld world;
    world.model("a/one", "2024-01-05");
    world.model("a/two", "2024-02-05");
    world.walk("2024-03-10");
    world.settings.since = at("2024-02-01");
    world.settings.until = at("2024-03-01");
    EXPECT_THAT(growth_of(world.run()), ElementsAre("2024-02|model|1|2|0|2|0||0"));
}

TEST(Movers, CompareTheNewestWalkWithTheOneAPeriodBefore) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.walk("2024-02-20");
    world.walk("2024-03-01");
    world.model("a/up", "2023-01-05")
        .saw(1, "2024-01-01", 1)
        .saw(2, "2024-02-01", 4)
        .saw(4, "2024-03-01", 10);
    world.model("gpt2", "2023-01-05").saw(1, "2024-01-01", 30).saw(3, "2024-02-20", 21);
    world.model("a/still", "2023-01-05").saw(1, "2024-01-01", 5);
    EXPECT_THAT(rows_of(world.run(), "movers"),
                ElementsAre("model|1|gpt2||likes|30|21|-9|-0.3|2024-02-01|2024-03-01",
                            "model|2|a/up|a|likes|4|10|6|1.5|2024-02-01|2024-03-01"));
}

TEST(Movers, ANewRepositoryStartsFromTheFirstNumberSeen) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-01-15");
    world.walk("2024-02-01");
    auto& late = world.model("a/new", "2024-01-12");
    late.first_snapshot = 2;
    late.saw(2, "2024-01-15", 0, 40).saw(3, "2024-02-01", 8, 40);
    EXPECT_THAT(rows_of(world.run(), "movers"),
                ElementsAre("model|1|a/new|a|likes|0|8|8||2024-01-15|2024-02-01"));
}

TEST(Movers, MayMoveFartherThanACellCanTell) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.model("a/wild", "2023-01-05").saw(1, "2024-01-01", -kMost).saw(2, "2024-02-01", kMost);
    world.model("a/tame", "2023-01-05").saw(1, "2024-01-01", 1).saw(2, "2024-02-01", 2);
    EXPECT_THAT(rows_of(world.run(), "movers"),
                ElementsAre("model|1|a/wild|a|likes|-9223372036854775807|9223372036854775807||-2|"
                            "2024-01-01|2024-02-01",
                            "model|2|a/tame|a|likes|1|2|1|1|2024-01-01|2024-02-01"));
}

TEST(Movers, WhatIsGoneOrUnknownDoesNotMove) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.model("a/gone", "2023-01-05")
        .saw(1, "2024-01-01", 0)
        .saw(2, "2024-02-01", 9)
        .away(2, "2024-02-01");
    world.model("a/unknown", "2023-01-05").saw(1, "2024-01-01", std::nullopt);
    EXPECT_THAT(rows_of(world.run(), "movers"), IsEmpty());
}

TEST(Movers, NeedTwoSnapshots) {
    TrendsWorld world;
    world.walk("2024-01-01");
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "movers"), IsEmpty());
    EXPECT_THAT(result.warnings, Contains(HasSubstr("nothing can have moved yet")));
}

TEST(Movers, OfTwoWithTheSameChangeTheSmallerIdComesFirst) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.model("b/x", "2023-01-05").saw(1, "2024-01-01", 4).saw(2, "2024-02-01", 2);
    world.model("a/x", "2023-01-05").saw(1, "2024-01-01", 4).saw(2, "2024-02-01", 6);
    EXPECT_THAT(rows_of(world.run(), "movers"),
                ElementsAre("model|1|a/x|a|likes|4|6|2|0.5|2024-01-01|2024-02-01",
                            "model|2|b/x|b|likes|4|2|-2|-0.5|2024-01-01|2024-02-01"));
}

TEST(Sanity, AllTimeCountsDoNotFall) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.model("a/x", "2023-01-05").saw(1, "2024-01-01", 1, 5, 100).saw(2, "2024-02-01", 1, 5, 90);
    EXPECT_THAT(rows_of(world.run(), "sanity"),
                ElementsAre("all_time_fell|model|a/x|2024-01-01|2024-02-01|100|90|1|"));
}

TEST(Sanity, AMonthOfZerosIsNotBelieved) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.model("a/x", "2023-01-05").saw(1, "2024-01-01", 1, 500).saw(2, "2024-02-01", 1, 0);
    world.model("a/y", "2023-01-05").saw(1, "2024-01-01", 1, 7).saw(2, "2024-02-01", 1, 0);
    EXPECT_THAT(rows_of(world.run(), "sanity"),
                ElementsAre("zeroed_month|model||2024-01-01|2024-02-01|507|0|2|the Hub told 0 "
                            "downloads for every repository",
                            "downloads_zeroed|model|a/x|2024-01-01|2024-02-01|500|0|1|"));
}

TEST(Sanity, APeriodWithoutASnapshotIsAGap) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-04-01");
    world.settings.kinds = {Kind::kSpace};
    EXPECT_THAT(
        rows_of(world.run(), "sanity"),
        ElementsAre("snapshot_gap|space||2024-01-01|2024-04-01||||no snapshot in 2 months"));
}

TEST(Sanity, DatasetDownloadsWereCountedAnewInSeptember2024) {
    TrendsWorld world;
    const auto before = world.import("2024-08-31", "old.csv");
    const auto after = world.walk("2024-09-01");
    world.repo(Kind::kDataset, "a/d", "2023-01-05")
        .imported(before, "2024-08-31", 1, 500)
        .saw(after, "2024-09-01", 1, 300);
    const Result result = world.run();
    EXPECT_THAT(
        rows_of(result, "sanity"),
        ElementsAre(HasSubstr("dataset_downloads_redefined|dataset||2024-08-31|2024-09-01")));
    EXPECT_THAT(result.warnings, Contains(HasSubstr("September 2024")));
}

TEST(Sanity, AHistoryWithoutFaultsSaysNothing) {
    TrendsWorld world;
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.model("a/x", "2023-01-05")
        .saw(1, "2024-01-01", 1, 5, 100)
        .saw(2, "2024-02-01", 0, 0, 100);
    world.model("a/y", "2023-01-05").saw(1, "2024-01-01", 1, 99, 100);
    EXPECT_THAT(rows_of(world.run(), "sanity"), IsEmpty());
}

TEST(Trends, TellsWhatItWasMadeFrom) {
    TrendsWorld world;
    world.import("2023-12-01", "old.csv");
    world.walk("2024-01-01");
    world.walk("2024-02-01");
    world.model("a/x", "2023-01-05").away(2, "2024-02-01");
    const Result result = world.run();
    EXPECT_EQ(note_of(result, "snapshots"), 2);
    EXPECT_EQ(note_of(result, "imports"), 1);
    EXPECT_THAT(result.summary, Contains("models: 2 snapshots from 2024-01-01 to 2024-02-01; 1 "
                                         "repository seen, 0 of them present."));
}

TEST(Trends, OfNothingAreEmptyTables) {
    const Result result = answer(store::Dataset{}, TrendsWorld().settings);
    ASSERT_EQ(result.tables.size(), 7U);
    for (const core::TableStream& table : result.tables) {
        EXPECT_EQ(table.gathered().row_count(), 0U) << table.name();
    }
}

}  // namespace
}  // namespace hubmine::analysis::trends
