#include "roles/entry.hpp"

#include "hubmine/core/error.hpp"

#include "analysis/roles/world.hpp"
#include "analysis/rows_behind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace hubmine::analysis {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

TEST(RolesEntry, TellsWhoCommitsAndWhoDiscusses) {
    const RolesWorld world = small_roles_world();
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "summary"),
                ElementsAre("model|2|0|1|3|1|1|1|0.333333|0.333333|0.333333|2|1",
                            "dataset|0|0|0|0|0|0|0|||||", "space|1|0|1|2|1|1|0|0.5|0.5|0|1|1",
                            "all|3|0|2|3|0|0|3|0|0|1|2|0.666667"));
    EXPECT_THAT(rows_of(result, "repositories"),
                ElementsAre("1|model|ann/a|3|2|2|1|1|1|1|2024-01-01T00:00:00.000Z|"
                            "2024-02-01T00:00:00.000Z",
                            "2|space|eve/s|2|1|1|1|1|0|1|2024-05-01T00:00:00.000Z|"
                            "2024-05-02T00:00:00.000Z",
                            "3|model|ann/b|1|1|0|1|0|0|1|2024-03-01T00:00:00.000Z|"
                            "2024-03-01T00:00:00.000Z"));
    EXPECT_THAT(rows_of(result, "developers"),
                ElementsAre("1|ann|both|3|3|1|0|commit|2024-01-01T00:00:00.000Z|"
                            "2024-05-02T00:00:00.000Z|1",
                            "2|bob|both|1|1|1|0|discussion|2024-01-05T00:00:00.000Z|"
                            "2024-01-11T00:00:00.000Z|1",
                            "3|eve|both|2|1|1|1|discussion|2024-02-01T00:00:00.000Z|"
                            "2024-05-01T00:00:00.000Z|0"));
}

TEST(RolesEntry, JourneysLeadFromDiscussionsToCommits) {
    const RolesWorld world = small_roles_world();
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "journeys", "model|"),
                ElementsAre("repository|1|1|0|0|0|1|0|0.5|6|6|6",
                            "outsiders|1|1|0|0|0|1|0|0.5|6|6|6", "hub|1|1|0|0|0|1|0|0.5|6|6|6"));
    // Of all kinds together ann committed first, eve discussed first, by a pull request.
    EXPECT_THAT(rows_behind(result, "journeys", "all|"),
                ElementsAre("repository|1|1|0|0|0|1|0|0.333333|6|6|6",
                            "outsiders|1|1|0|0|0|1|0|0.333333|6|6|6",
                            "hub|3|2|1|0|0|0.666667|1|1|27|48|69"));
}

TEST(RolesEntry, OutsidersAreNotTheOwner) {
    RolesWorld world;
    world.repos = {{.id = "ann/a",
                    .commits = {{"2024-01-03", {"ann"}}, {"2024-01-05", {"bob"}}},
                    .discussions = {{.at = "2024-01-02", .starter = "ann"},
                                    {.at = "2024-01-02", .starter = "eve"}}}};
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "journeys", "model|repository|"),
                ElementsAre("1|1|0|0|0|1|0|0.5|1|1|1"));
    EXPECT_THAT(rows_behind(result, "journeys", "model|outsiders|"),
                ElementsAre("0|0|0|0|0||0|0|||"));
}

TEST(RolesEntry, EqualTimesAreNeitherFirst) {
    RolesWorld world;
    world.repos = {{.id = "ann/a",
                    .commits = {{"2024-01-02", {"bob"}}},
                    .discussions = {{.at = "2024-01-02", .starter = "bob"}}}};
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "journeys", "all|hub|"), ElementsAre("1|0|0|1|0|0|0||||"));
    EXPECT_THAT(rows_behind(result, "developers", "1|bob|both|1|1|1|0|both|"),
                ElementsAre(StartsWith("2024-01-02")));
    EXPECT_THAT(rows_of(result, "newcomers"), Contains("2024-01|1|1|1|1|0"));
}

TEST(RolesEntry, TimesBefore2016AndAfterTheSnapshotAreNone) {
    RolesWorld world;
    world.repos = {{.id = "ann/a",
                    .commits = {{"2015-12-31T23:59:59.999", {"bob"}},
                                {"2024-06-15T12:00:00.001", {"eve"}},
                                {"", {"ian"}},
                                {"2016-01-01", {"joe"}},
                                {"2024-06-15T12:00", {"kim"}}},
                    .discussions = {{.at = "2024-01-01", .starter = "bob"},
                                    {.at = "2024-01-01", .starter = "eve"},
                                    {.at = "", .starter = "joe"},
                                    {.at = "2024-01-01", .starter = "ian"}}}};
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "journeys", "model|hub|"), ElementsAre("4|0|0|0|4||0||||"));
    EXPECT_EQ(note_of(result, "undated_commits"), 3);
    EXPECT_EQ(note_of(result, "undated_discussions"), 1);
    EXPECT_THAT(rows_behind(result, "repositories", "1|model|ann/a|"),
                ElementsAre("5|5|4|1|0|4|3|2016-01-01T00:00:00.000Z|2024-06-15T12:00:00.000Z"));
    const auto newcomers = rows_of(result, "newcomers");
    EXPECT_EQ(newcomers.size(), 102U);  // every month from the first date to the snapshot
    EXPECT_EQ(newcomers.front(), "2016-01|1|1|1|0|0");
    EXPECT_EQ(newcomers[1], "2016-02|0|0|0|0|0");
    EXPECT_EQ(newcomers.back(), "2024-06|1|1|1|0|0");
}

TEST(RolesEntry, TheFirstDiscussionOfEqualOnesIsThatOfTheSmallestId) {
    RolesWorld world;
    const auto repo = [](const std::string& id, bool is_pull_request) {
        return ActsRepo{
            .id = id,
            .commits = {},
            .discussions = {
                {.at = "2024-01-01", .starter = "bob", .is_pull_request = is_pull_request}}};
    };
    world.repos = {repo("z/z", false),
                   repo("b/b", true),
                   repo("c/c", false),
                   {.id = "ann/a", .commits = {{"2024-01-03", {"bob"}}}, .discussions = {}}};
    EXPECT_THAT(rows_behind(world.run(), "journeys", "model|hub|1|1|"),
                ElementsAre("0|0|0|1|1|1|2|2|2"));
    world.repos[1].kind = core::Kind::kSpace;
    world.repos[2].id = "b/b";
    // Of one id the model comes before the space.
    EXPECT_THAT(rows_behind(world.run(), "journeys", "all|hub|1|1|"),
                ElementsAre("0|0|0|1|0|1|2|2|2"));
}

TEST(RolesEntry, TheFirstOfEqualDiscussionsOfARepositoryHasTheSmallestNumber) {
    RolesWorld world;
    world.repos = {{.id = "ann/a",
                    .commits = {{"2024-01-03", {"bob"}}},
                    .discussions = {{.at = "2024-01-02", .starter = "bob"},
                                    {.at = "2024-01-02", .starter = "bob", .is_pull_request = true},
                                    {.at = "2024-01-05", .starter = "bob"}}}};
    EXPECT_THAT(rows_behind(world.run(), "journeys", "model|repository|1|1|"),
                ElementsAre("0|0|0|1|0|1|1|1|1"));
}

TEST(RolesEntry, ACommitCountsOnceForAPersonOfTwoNames) {
    RolesWorld world;
    world.merges = {{"Bob B.", "bob"}};
    world.repos = {{.id = "ann/a",
                    .commits = {{"2024-01-01", {"Bob B.", "bob"}}, {"2024-01-02", {"Bob B."}}},
                    .discussions = {{.at = "2024-01-01", .starter = "Bob B."}}}};
    EXPECT_THAT(rows_behind(world.run(), "developers", "1|bob|both|1|2|1|"),
                ElementsAre(StartsWith("0|both|2024-01-01")));
    world.settings.raw_identities = true;
    EXPECT_EQ(rows_of(world.run(), "developers").size(), 2U);
}

TEST(RolesEntry, BotsAndDeletedAccountsAreNobody) {
    RolesWorld world;
    world.repos = {{.id = "ann/a",
                    .commits = {{"2024-01-01", {"lint-bot"}}},
                    .discussions = {{.at = "2024-01-02", .starter = "lint-bot"},
                                    {.at = "2024-01-02", .starter = ""}}}};
    Result result = world.run();
    EXPECT_THAT(rows_behind(result, "summary", "model|"), ElementsAre("1|0|0|0|0|0|0|||||"));
    EXPECT_THAT(rows_of(result, "repositories"), IsEmpty());
    EXPECT_THAT(rows_of(result, "developers"), IsEmpty());
    EXPECT_THAT(rows_of(result, "newcomers"), IsEmpty());
    EXPECT_THAT(rows_of(result, "retention"), IsEmpty());
    // A discussion of a deleted account is one, a bot's is none.
    EXPECT_THAT(rows_behind(result, "pull_requests", "model|all|"),
                ElementsAre("1|1|0|0|0|0||0||"));
    EXPECT_THAT(rows_behind(result, "subjects", "model|other|"), ElementsAre("1|1|0|1"));
    EXPECT_EQ(note_of(result, "discussions_of_bots"), 1);
    EXPECT_EQ(note_of(result, "discussions_of_deleted_accounts"), 1);
    world.settings.keep_bots = true;
    result = world.run();
    EXPECT_THAT(rows_behind(result, "developers", "1|lint-bot|both|"), Not(IsEmpty()));
}

TEST(RolesEntry, RepositoriesWithOneHistoryOnlyAreLeftOutAndCounted) {
    RolesWorld world = small_roles_world();
    world.repos[0].discussions_known = false;
    world.repos[2].commits_known = false;
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "summary", "model|"), ElementsAre("1|1|0|1|1|0|0|1|0|0|1|1"));
    EXPECT_THAT(rows_behind(result, "summary", "all|"), ElementsAre("1|2|0|1|1|0|0|1|0|0|1|1"));
    EXPECT_THAT(rows_behind(result, "subjects", "all|other|"), ElementsAre("0||0|0"));
    EXPECT_THAT(rows_behind(result, "pull_requests", "all|all|"), ElementsAre("1|0|0|0|0|0||0||"));
}

TEST(RolesEntry, TheCoreIsTheFewestThatReachFourFifthsOfEqualsTheSmallestNames) {
    RolesWorld world;
    std::vector<CommitAct> commits;
    for (const std::string name : {"dan", "ann", "eve", "bob", "cat"}) {
        commits.push_back({"2024-01-01", {name}});
    }
    world.repos = {{.id = "x/a", .commits = commits, .discussions = {}}};
    const Result result = world.run();
    // Four of five commits are exactly 80 %.
    EXPECT_THAT(rows_behind(result, "summary", "model|"), ElementsAre("1|0|0|5|5|0|0|1|0|0|4|0.8"));
    std::vector<std::string> core;
    for (const std::string& row : rows_of(result, "developers")) {
        core.push_back(row.substr(2, 3) + row.back());
    }
    EXPECT_THAT(core, ElementsAre("ann1", "bob1", "cat1", "dan1", "eve0"));
    // Three of five are more than half, two are less.
    EXPECT_THAT(rows_behind(result, "repositories", "1|model|x/a|5|5|0|5|0|0|"),
                ElementsAre(StartsWith("3|")));
}

TEST(RolesEntry, HalfOfTheCommitsIsReachedExactly) {
    RolesWorld world;
    world.repos = {{.id = "x/a",
                    .commits = {{"2024-01-01", {"ann"}}, {"2024-01-01", {"bob"}}},
                    .discussions = {}},
                   {.id = "x/b", .commits = {}, .discussions = {{"2024-01-01", "ann"}}}};
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "repositories", "1|model|x/a|2|2|0|2|0|0|"),
                ElementsAre(StartsWith("1|")));
    // Without commits there is none.
    EXPECT_THAT(rows_behind(result, "repositories", "2|model|x/b|1|0|1|0|1|0|"),
                ElementsAre(StartsWith("|")));
}

TEST(RolesEntry, RetentionLooksTwelvePeriodsAheadAndNotBeyondTheSnapshot) {
    RolesWorld world;
    world.repos = {{.id = "x/a",
                    .commits = {{"2022-12-31", {"ann"}},
                                {"2023-01-01", {"ann"}},
                                {"2023-12-05", {"ann"}},
                                {"2024-01-05", {"ann"}},
                                {"2024-05-01", {"bob"}},
                                {"2024-06-01", {"bob"}}},
                    .discussions = {}}};
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "retention", "2022-12|1|"),
                ElementsAre("1|1|1", "2|0|0", "3|0|0", "4|0|0", "5|0|0", "6|0|0", "7|0|0", "8|0|0",
                            "9|0|0", "10|0|0", "11|0|0", "12|1|1"));
    EXPECT_THAT(rows_behind(result, "retention", "2024"), ElementsAre("-05|1|1|1|1"));
    EXPECT_THAT(rows_behind(result, "newcomers", "2024-01|"), ElementsAre("1|0|0|0|1"));
    world.settings.every = Every::kYear;
    EXPECT_THAT(rows_of(world.run(), "newcomers"),
                ElementsAre("2022|1|1|1|0|0", "2023|1|0|0|0|1", "2024|2|1|1|0|1"));
    EXPECT_THAT(rows_of(world.run(), "retention"), ElementsAre("2022|1|1|1|1", "2022|1|2|1|1"));
}

TEST(RolesEntry, TheOrderOfTheStoreChangesNothing) {
    RolesWorld world = small_roles_world();
    world.repos.push_back(
        {.id = "who",
         .commits = {{"2024-01-01", {"zoe", "ann"}}},
         .discussions = {{.at = "2024-01-05", .starter = "bob", .is_pull_request = true}}});
    const Result before = world.run();
    RolesWorld turned = world;
    std::reverse(turned.repos.begin(), turned.repos.end());
    const Result after = turned.run();
    for (const core::TableStream& table : before.tables) {
        EXPECT_EQ(rows_of(before, table.name()), rows_of(after, table.name())) << table.name();
    }
    EXPECT_EQ(before.summary, after.summary);
}

TEST(RolesEntry, PartsAddUpToTheWhole) {
    const RolesWorld world = small_roles_world();
    const Result result = world.run();
    std::map<std::string, std::int64_t> active;
    for (const core::TableStream& stream : result.tables) {
        const core::Table table = stream.gathered();
        for (std::size_t i = 0; stream.name() == "newcomers" && i < table.row_count(); ++i) {
            const auto row = table.row(i);
            EXPECT_EQ(row[1],
                      core::Cell(std::get<std::int64_t>(row[2]) + std::get<std::int64_t>(row[5])));
            active["newcomers"] += std::get<std::int64_t>(row[2]);
        }
    }
    EXPECT_EQ(active["newcomers"], 3);  // everybody comes once
}

TEST(RolesEntry, HeadlinesTellTheNumbersOfTheTables) {
    const RolesWorld world = small_roles_world();
    const Result result = world.run();
    EXPECT_THAT(
        result.summary,
        ElementsAre("In models 33 % of developers do both; 100 % of those discussed first and "
                    "committed 6 days later (median); 100 % of those who commit made 80 % of "
                    "commits; 100 % of outsiders' pull requests that were settled were merged.",
                    "datasets: of no repository both commits and discussions were read.",
                    "In spaces 0 % of developers do both; 100 % of those who commit made 80 % of "
                    "commits.",
                    HasSubstr("In all of them 100 % of developers do both; 67 % of those")));
}

TEST(RolesEntry, OneKindIsToldOnce) {
    RolesWorld world = small_roles_world();
    world.settings.kinds = {core::Kind::kModel};
    const Result result = world.run();
    EXPECT_EQ(result.summary.size(), 1U);
    EXPECT_EQ(rows_behind(result, "summary", "model|"), rows_behind(result, "summary", "all|"));
}

TEST(RolesEntry, PseudonymsHideNamesAndRankByWhatIsShown) {
    RolesWorld world = small_roles_world();
    world.settings.pseudonyms = true;
    world.settings.pseudonym_key_file = world.file("key", std::string(64, '1') + "\n");
    const auto rows = rows_of(world.run(), "developers");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows, Not(Contains(HasSubstr("ann"))));
    EXPECT_THAT(rows[0], HasSubstr("|dev-"));
    EXPECT_LT(rows[1].substr(2), rows[2].substr(2));  // equal numbers
}

TEST(RolesEntry, RankingsEndAtTop) {
    RolesWorld world = small_roles_world();
    world.settings.top = 1;
    EXPECT_EQ(rows_of(world.run(), "developers").size(), 1U);
    EXPECT_EQ(rows_of(world.run(), "repositories").size(), 1U);
    world.settings.top = 0;
    EXPECT_EQ(rows_of(world.run(), "developers").size(), 3U);
}

TEST(RolesEntry, TitlesAreReadForSubjectsOnly) {
    RolesWorld world;
    EXPECT_TRUE(roles::reading(world.settings).parts.mark_title);
    world.settings.tables = {"summary"};
    EXPECT_FALSE(roles::reading(world.settings).parts.mark_title);
}

}  // namespace
}  // namespace hubmine::analysis
