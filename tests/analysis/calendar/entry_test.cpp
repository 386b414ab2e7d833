#include "calendar/entry.hpp"

#include "hubmine/core/error.hpp"

#include "analysis/calendar/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// Commits of ann to one model of hers.
CalendarWorld commits_at(const std::vector<std::string>& times) {
    CalendarWorld world;
    world.repos = {{.id = "ann/a", .commits = {}, .discussions = {}}};
    for (const std::string& at : times) {
        world.repos[0].commits.push_back({at, {"ann"}});
    }
    return world;
}

TEST(CalendarEntry, EventsAreCreationsCommitsAndDiscussions) {
    CalendarWorld world;
    world.repos = {{.id = "ann/a",
                    .commits = {{"2024-06-01T01:00", {"bob"}}, {"2024-06-03", {"eve"}}},
                    .discussions = {{.at = "2024-06-01T23:59:59.999", .starter = "joe"}},
                    .created = "2024-06-01"},
                   {.id = "ann/d",
                    .commits = {},
                    .discussions = {},
                    .kind = core::Kind::kDataset,
                    .commits_known = false,
                    .created = "2024-06-04"},
                   {.id = "eve/s",
                    .commits = {},
                    .discussions = {},
                    .kind = core::Kind::kSpace,
                    .discussions_known = false,
                    .created = "2024-05-01"}};
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "activity"),
                ElementsAre("1|ann|ann|unknown|5|1|1|0|2|1|3|2|1|2024-06-01|3|2024-06-01|2024-06-04"
                            "|2|1|2",
                            "2|eve|eve|unknown|1|0|0|1|0|0|1|1|0|2024-05-01|1|2024-05-01|2024-05-01"
                            "|1|1|0"));
    EXPECT_THAT(rows_of(result, "calendar"),
                ElementsAre("1|ann|2024-06-01|1|0|0|1|1|3|4", "1|ann|2024-06-03|0|0|0|1|0|1|1",
                            "1|ann|2024-06-04|0|1|0|0|0|1|1", "2|eve|2024-05-01|0|0|1|0|0|1|1"));
    EXPECT_THAT(result.summary, ElementsAre("In the year to 2024-06-15 ann was active on 3 of 365 "
                                            "days (streak 2), eve on 1."));
}

TEST(CalendarEntry, TheYearEndsWithTheDayOfTheSnapshot) {
    const CalendarWorld world = commits_at(
        {"2023-06-16T23:59:59.999", "2023-06-17", "2024-06-15T23:59:59.999", "2024-06-16", ""});
    EXPECT_THAT(rows_of(world.run(), "calendar"),
                ElementsAre("1|ann|2023-06-17|0|0|0|1|0|1|1", "1|ann|2024-06-15|0|0|0|1|0|1|1"));
}

TEST(CalendarEntry, SinceAndUntilBoundIt) {
    CalendarWorld world = commits_at({"2019-12-31", "2020-01-01", "2020-01-31", "2020-02-01"});
    world.settings.since = core::parse_time("2020-01-01");
    world.settings.until = core::parse_time("2020-02-01");
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "calendar"),
                ElementsAre(StartsWith("1|ann|2020-01-01"), StartsWith("1|ann|2020-01-31")));
    EXPECT_THAT(result.summary, ElementsAre("From 2020-01-01 to 2020-01-31 ann was active on 2 of "
                                            "31 days (streak 1)."));
    world.settings.since.reset();
    EXPECT_EQ(rows_of(world.run(), "calendar").size(), 3U);  // 365 days up to then
}

TEST(CalendarEntry, AfterTheSnapshotNothingIsKnown) {
    CalendarWorld world = commits_at({"2024-06-01"});
    world.settings.since = core::parse_time("2024-06-16");
    EXPECT_THAT(world.run().summary, ElementsAre("The store knows nothing from 2024-06-16 on: its "
                                                 "snapshot is of 2024-06-15."));
    world.settings.since = core::parse_time("2024-06-15");
    EXPECT_THAT(world.run().summary,
                ElementsAre("From 2024-06-15 to 2024-06-15 nothing happened."));
}

TEST(CalendarEntry, WhatBotsDoAndTheFirstDayOfTheHubAreNoEvents) {
    CalendarWorld world;
    world.settings.since = core::parse_time("2022-01-01");
    world.repos = {{.id = "ann/a",
                    .commits = {{"2024-06-01", {"lint-bot"}}, {"2024-06-02", {"lint-bot", "bob"}}},
                    .discussions = {{.at = "2024-06-01", .starter = "lint-bot"},
                                    {.at = "2024-06-02", .starter = ""}},
                    .created = "2022-03-02T23:29:04"},
                   {.id = "gpt", .commits = {{"2024-06-01", {"ann"}}}, .discussions = {}}};
    EXPECT_THAT(rows_of(world.run(), "calendar"), ElementsAre("1|ann|2024-06-02|0|0|0|1|1|2|1"));
    world.settings.keep_bots = true;
    EXPECT_THAT(rows_of(world.run(), "calendar"),
                ElementsAre("1|ann|2024-06-01|0|0|0|1|1|2|1", "1|ann|2024-06-02|0|0|0|1|1|2|1"));
}

TEST(CalendarEntry, StreaksGoOverTheEndOfAYearAndOfFebruary) {
    const CalendarWorld world = commits_at({"2023-12-30", "2023-12-31", "2024-01-01", "2024-02-28",
                                            "2024-02-29", "2024-03-01", "2024-03-02"});
    EXPECT_THAT(rows_of(world.run(), "activity"),
                ElementsAre("1|ann|ann|unknown|7|0|0|0|7|0|7|4|57|2023-12-30|1|2023-12-30|"
                            "2024-03-02|1|1|1"));
}

TEST(CalendarEntry, TheBusiestOfEqualDaysIsTheEarliest) {
    const CalendarWorld world =
        commits_at({"2024-06-05", "2024-06-05", "2024-06-03", "2024-06-03", "2024-06-04"});
    EXPECT_THAT(rows_of(world.run(), "activity")[0], HasSubstr("|3|3|0|2024-06-03|2|"));
}

TEST(CalendarEntry, LevelsAreQuartilesOfTheOwnersOwnRows) {
    std::vector<std::string> times;
    for (int day = 1; day <= 5; ++day) {
        times.insert(times.end(), static_cast<std::size_t>(day), "2024-06-0" + std::to_string(day));
    }
    // 1, 2, 3, 4, 5 events: the quartiles are 2, 3, 4.
    EXPECT_THAT(rows_of(commits_at(times).run(), "calendar"),
                ElementsAre("1|ann|2024-06-01|0|0|0|1|0|1|1", "1|ann|2024-06-02|0|0|0|2|0|2|1",
                            "1|ann|2024-06-03|0|0|0|3|0|3|2", "1|ann|2024-06-04|0|0|0|4|0|4|3",
                            "1|ann|2024-06-05|0|0|0|5|0|5|4"));
}

TEST(CalendarEntry, WeeksBeginOnMondayAndMonthsOnTheFirst) {
    CalendarWorld world =
        commits_at({"2023-12-31", "2024-01-01", "2024-01-07T23:59", "2024-01-08", "2024-02-29"});
    world.settings.every = Every::kWeek;
    EXPECT_THAT(rows_of(world.run(), "calendar"),
                ElementsAre("1|ann|2023-12-25|0|0|0|1|0|1|1", "1|ann|2024-01-01|0|0|0|2|0|2|4",
                            "1|ann|2024-01-08|0|0|0|1|0|1|1", "1|ann|2024-02-26|0|0|0|1|0|1|1"));
    world.settings.every = Every::kMonth;
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "calendar"),
                ElementsAre("1|ann|2023-12-01|0|0|0|1|0|1|1", "1|ann|2024-01-01|0|0|0|3|0|3|4",
                            "1|ann|2024-02-01|0|0|0|1|0|1|1"));
    // Days stay days.
    EXPECT_THAT(rows_of(result, "activity")[0], HasSubstr("|5|2|51|2023-12-31|1|"));
}

TEST(CalendarEntry, OwnersOfAnEntityArePutTogether) {
    CalendarWorld world;
    world.list("acme,Acme,company,\nacme-labs,Acme,university,\n");
    for (const std::string id : {"acme/a", "acme-labs/b", "Acme2/c"}) {
        world.repos.push_back({.id = id, .commits = {{"2024-06-01", {"ann"}}}, .discussions = {}});
    }
    EXPECT_THAT(
        rows_of(world.run(), "activity"),
        ElementsAre(StartsWith("1|Acme2|Acme2|unknown|1"), StartsWith("2|acme|Acme|company|1"),
                    StartsWith("3|acme-labs|Acme|university|1")));
    world.settings.by_entity = true;
    EXPECT_THAT(rows_of(world.run(), "activity"),
                ElementsAre("1|Acme|Acme|company|2|0|0|0|2|0|1|1|0|2024-06-01|2|2024-06-01|"
                            "2024-06-01|2|2|2",
                            StartsWith("2|Acme2|Acme2|unknown|1")));
}

TEST(CalendarEntry, OfEntitiesOfOneNameTheListedOneComesFirst) {
    CalendarWorld world;
    world.list("lab,acme,company,\n");
    world.settings.by_entity = true;
    for (const std::string id : {"acme/a", "lab/b"}) {
        world.repos.push_back({.id = id, .commits = {{"2024-06-01", {"ann"}}}, .discussions = {}});
    }
    EXPECT_THAT(rows_of(world.run(), "activity"), ElementsAre(StartsWith("1|acme|acme|company|1"),
                                                              StartsWith("2|acme|acme|unknown|1")));
}

TEST(CalendarEntry, OwnersMayBeNamed) {
    CalendarWorld world;
    world.list("eve,Eve Inc,company,\n");
    for (const std::string id : {"ann/a", "bob/a", "eve/a", "who"}) {
        world.repos.push_back({.id = id, .commits = {}, .discussions = {}});
    }
    world.repos[0].commits = {{"2024-06-01", {"ann"}}};
    world.repos[2].commits = {{"2024-06-01", {"ann"}}};
    world.settings.owners = {"eve", "bob"};
    EXPECT_THAT(rows_of(world.run(), "activity"), ElementsAre(StartsWith("1|eve|Eve Inc|")));
    world.settings.owners = {"bob"};
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "activity"), IsEmpty());
    EXPECT_THAT(result.summary, ElementsAre("In the year to 2024-06-15 nothing happened."));
    for (const std::string nobody : {"joe", "Eve Inc", "who"}) {
        world.settings.owners = {"bob", nobody};
        EXPECT_THROW(static_cast<void>(world.run()), core::UsageError) << nobody;
    }
    world.settings.by_entity = true;
    world.settings.owners = {"Eve Inc"};
    EXPECT_THAT(rows_of(world.run(), "activity"), ElementsAre(StartsWith("1|Eve Inc|Eve Inc|")));
}

/// Owners who did more and less.
CalendarWorld many() {
    CalendarWorld world;
    for (int owner = 0; owner < 25; ++owner) {
        ActsRepo repo{.id = "owner" + std::to_string(100 + owner) + "/a",
                      .commits = {},
                      .discussions = {},
                      .created = "2024-05-01"};
        for (int i = 0; i <= owner % 5; ++i) {
            repo.commits.push_back({"2024-06-0" + std::to_string(1 + i), {"ann"}});
            repo.discussions.push_back(
                {.at = "2024-06-0" + std::to_string(2 + i), .starter = "bob"});
        }
        world.repos.push_back(repo);
    }
    return world;
}

TEST(CalendarEntry, TheMostActiveAreTold) {
    CalendarWorld world = many();
    EXPECT_EQ(rows_of(world.run(), "activity").size(), 20U);
    EXPECT_THAT(rows_of(world.run(), "activity")[0], StartsWith("1|owner104|"));
    world.settings.top = 2;
    EXPECT_EQ(rows_of(world.run(), "activity").size(), 2U);
    world.settings.top = 0;
    EXPECT_EQ(rows_of(world.run(), "activity").size(), 25U);
}

TEST(CalendarEntry, TheOrderOfTheStoreChangesNothing) {
    const CalendarWorld world = many();
    CalendarWorld turned = world;
    std::reverse(turned.repos.begin(), turned.repos.end());
    const Result before = world.run();
    const Result after = turned.run();
    EXPECT_EQ(rows_of(before, "activity"), rows_of(after, "activity"));
    EXPECT_EQ(rows_of(before, "calendar"), rows_of(after, "calendar"));
}

TEST(CalendarEntry, PeriodsAddUpToWhatAnOwnerDid) {
    CalendarWorld world = many();
    world.settings.top = 0;
    for (const Every every : {Every::kDay, Every::kWeek, Every::kMonth}) {
        world.settings.every = every;
        const Result result = world.run();
        std::map<std::string, std::int64_t> sums;
        const core::Table periods = result.tables[1].gathered();
        for (std::size_t i = 0; i < periods.row_count(); ++i) {
            sums[std::get<std::string>(periods.cell(i, 1))] +=
                std::get<std::int64_t>(periods.cell(i, 8));
        }
        const core::Table owners = result.tables[0].gathered();
        for (std::size_t i = 0; i < owners.row_count(); ++i) {
            EXPECT_EQ(std::get<std::int64_t>(owners.cell(i, 4)),
                      sums[std::get<std::string>(owners.cell(i, 1))]);
        }
    }
}

}  // namespace
}  // namespace hubmine::analysis
