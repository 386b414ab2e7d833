#include "analysis/roles/world.hpp"
#include "analysis/rows_behind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis {
namespace {

using store::DiscussionState;
using ::testing::ElementsAre;

TEST(RolesDiscussions, OutsidersPullRequestsAreThoseOfWhoHadNotCommittedBefore) {
    RolesWorld world;
    const auto request = [](const std::string& at, const std::string& starter,
                            DiscussionState state) {
        return DiscussionAct{.at = at, .starter = starter, .is_pull_request = true, .state = state};
    };
    world.list("acme,Acme,company,\n");
    world.repos = {
        {.id = "acme/a",
         .commits = {{"2024-01-02", {"bob"}}, {"2014-01-01", {"old"}}},
         .discussions = {request("2024-01-01", "bob", DiscussionState::kMerged),  // an outsider yet
                         request("2024-01-02", "bob",
                                 DiscussionState::kClosed),  // at the same time
                         request("2024-01-03", "bob", DiscussionState::kClosed),   // not any more
                         request("2024-01-03", "acme", DiscussionState::kMerged),  // the owner
                         request("2024-01-03", "", DiscussionState::kMerged),      // deleted
                         request("", "eve", DiscussionState::kMerged),             // undated
                         request("2024-01-03", "lint-bot", DiscussionState::kMerged),  // a bot
                         request("2024-01-03", "old", DiscussionState::kOpen),  // no date of it
                         {.at = "2024-01-03", .starter = "joe"}}},
        {.id = "who", .commits = {}, .discussions = {}},
    };
    const Result result = world.run();
    EXPECT_THAT(
        rows_behind(result, "pull_requests", "model|"),
        ElementsAre("all|2|8|7|4|2|1|0.666667|3|0.428571|0.5",
                    "company|1|8|7|4|2|1|0.666667|3|0.428571|0.5", "unknown|1|0|0|0|0|0||0||"));
}

TEST(RolesDiscussions, HomeIsWhereMostCommitsGoAndOnlyListedEntitiesExchange) {
    RolesWorld world;
    world.list(
        "acme,Acme,company,\nacme-labs,Acme,company,\nuni,Uni,university,\nian,Ian,individual,\n");
    const auto repo = [](const std::string& id, std::vector<CommitAct> commits) {
        return ActsRepo{.id = id, .commits = std::move(commits), .discussions = {}};
    };
    world.repos = {
        // bob: Acme 2 (two owners), Uni 1; eve: Uni 1, Acme 1: the smaller name is her home.
        repo("acme/a", {{"2024-01-01", {"bob"}}, {"2024-01-01", {"eve"}}}),
        repo("acme-labs/a", {{"2024-01-01", {"bob"}}}),
        repo("uni/a", {{"2024-01-01", {"bob"}}, {"", {"eve"}}}),
        // joe is at home with one who is not listed, kim with a person.
        repo("joe/a", {{"2024-01-01", {"joe"}}, {"2024-01-02", {"joe"}}}),
        repo("uni/b", {{"2024-01-01", {"joe"}}, {"2024-01-01", {"kim"}}}),
        repo("ian/a", {{"2024-01-01", {"kim"}}, {"2024-01-02", {"kim"}}, {"2024-01-02", {"bob"}}}),
    };
    EXPECT_THAT(rows_of(world.run(), "exchange"), ElementsAre("Acme|Uni|2|2"));
}

TEST(RolesDiscussions, SubjectsAreTheWordsOfTitles) {
    const RolesWorld world = small_roles_world();
    const Result result = world.run();
    EXPECT_THAT(rows_behind(result, "subjects", "model|"),
                ElementsAre("licence|1|0.5|1|1", "question|1|0.5|0|1", "other|0|0|0|0"));
    EXPECT_THAT(rows_behind(result, "subjects", "dataset|"),
                ElementsAre("licence|0||0|0", "question|0||0|0", "other|0||0|0"));
    EXPECT_THAT(
        rows_behind(result, "subjects", "all|"),
        ElementsAre("licence|1|0.333333|1|1", "question|1|0.333333|0|1", "other|1|0.333333|0|1"));
}

}  // namespace
}  // namespace hubmine::analysis
