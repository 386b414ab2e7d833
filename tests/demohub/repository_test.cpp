#include "demohub/test_hub.hpp"

#include <gmock/gmock.h>

namespace hubmine::demohub {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

constexpr const char* kGatedMessage =
    "Access to model ann/gated is restricted. You must have access to it and be authenticated to "
    "access it. Please log in.";

class RepositoryTest : public testing::Test {
  protected:
    static Options filled(const WorldDirectory& world) {
        world.add("models.jsonl", row(1, "ann/one", {{"cardData", {{"license", "mit"}}}}));
        world.add("models.jsonl", row(2, "gpt2"));
        world.add("models.jsonl", row(3, "ann/gated", {{"gated", "auto"}}));
        world.add("models.jsonl", row(4, "ann/off", {{"disabled", true}}));
        world.add("models.jsonl", row(5, "ann/secret", {{"private", true}}));
        world.add("models.jsonl", row(6, "ann/lost"));
        world.add("models.jsonl", row(7, "ann/empty"));
        world.add("spaces.jsonl", row(1, "Ann/Space", {{"sdk", "gradio"}}));
        world.add("commits/models.jsonl", history("ann/one", 120));
        world.add("commits/models.jsonl", history("gpt2", 3));
        world.add("commits/models.jsonl", history("ann/empty", 0));
        world.add("discussions/models.jsonl", talk("ann/one", 120));
        world.add("discussions/models.jsonl", talk("ann/gated", 2));
        world.add("discussions/models.jsonl", talk("ann/off", 1));
        world.add("discussions/models.jsonl", talk("gpt2", 1));
        world.add("renames.jsonl", {{"kind", "model"}, {"from", "old/one"}, {"to", "ann/one"}});
        world.add("renames.jsonl", {{"kind", "models"}, {"from", "one-legacy"}, {"to", "ann/one"}});
        world.add("quirks.json", {{"renames", {{"models", {{"older/one", "ann/one"}}}}}});
        world.add("vanished.jsonl", {{"kind", "model"}, {"id", "ann/lost"}});
        Json likers = Json::array();
        for (int i = 0; i < 120; ++i) {
            likers.push_back(
                {{"user", fmt::format("user{}", i)}, {"likedAt", "2023-06-01T00:00:00.000Z"}});
        }
        world.add("likers/models.jsonl", {{"id", "ann/one"}, {"likers", likers}});
        world.add("likers/models.jsonl",
                  {{"id", "gpt2"}, {"likers", Json::array({{{"user", "ben"}, {"likedAt", ""}}})}});
        world.add("users.jsonl", {{"user", "ann"},
                                  {"type", "org"},
                                  {"fullname", "Ann Ltd"},
                                  {"isVerified", true},
                                  {"plan", "team"}});
        world.add("users.jsonl", {{"user", "ben"}, {"type", "user"}, {"fullname", "Ben B"}});
        Options options;
        options.world = world.path();
        options.tokens = {"good"};
        return options;
    }

    [[nodiscard]] std::string location(const std::string& target) {
        const auto reply = client_.get(target);
        return reply->status == 307 ? reply->get_header_value("Location") : "";
    }

    WorldDirectory world_;
    Server hub_{filled(world_)};
    Client client_{hub_};
    Client friend_{hub_, {{"Authorization", "Bearer good"}}};
};

TEST_F(RepositoryTest, InformationLeavesOutWhatMustBeExpanded) {
    const Json info = client_.json("/api/models/ann/one");
    EXPECT_EQ(info["_id"], fmt::format("62{:022d}", 1));
    EXPECT_EQ(info["author"], "ann");
    EXPECT_EQ(info["modelId"], "ann/one");
    EXPECT_EQ(info["cardData"]["license"], "mit");
    EXPECT_FALSE(info.contains("downloadsAllTime"));
    EXPECT_FALSE(info.contains("trendingScore"));
    EXPECT_EQ(client_.json("/api/spaces/Ann/Space")["subdomain"], "ann-space");
}

TEST_F(RepositoryTest, InformationCanBeExpandedFurtherThanLists) {
    EXPECT_THAT(keys(client_.json("/api/models/ann/one?expand[]=downloadsAllTime&expand[]=sha")),
                UnorderedElementsAre("_id", "id", "downloadsAllTime", "sha"));
    EXPECT_TRUE(client_.json("/api/models/ann/one?expand[]=childrenModelCount")
                    .contains("childrenModelCount"));
    EXPECT_EQ(client_.status("/api/models/ann/one?expand[]=nonsense"), 400);
}

TEST_F(RepositoryTest, RevisionsAreBranchesAndCommits) {
    EXPECT_EQ(client_.status("/api/models/ann/one/revision/main"), 200);
    EXPECT_EQ(client_.status("/api/models/ann/one/revision/refs%2Fheads%2Fmain"), 200);
    const Json commits = client_.json("/api/models/ann/one/commits/main?limit=5");
    const std::string old = commits[4]["id"];
    EXPECT_EQ(client_.json("/api/models/ann/one/revision/" + old)["sha"], old);
    const auto reply = client_.get("/api/models/ann/one/revision/nowhere");
    EXPECT_EQ(reply->status, 404);
    EXPECT_EQ(reply->get_header_value("X-Error-Code"), "RevisionNotFound");
}

TEST_F(RepositoryTest, MovedIdsRedirectWithinTheHubKeepingPathAndQuery) {
    EXPECT_EQ(location("/api/models/old/one?expand[]=sha"), "/api/models/ann/one?expand[]=sha");
    EXPECT_EQ(location("/api/models/older/one?expand[]=sha"), "/api/models/ann/one?expand[]=sha");
    EXPECT_EQ(location("/api/models/old/one/commits/main?limit=1"),
              "/api/models/ann/one/commits/main?limit=1");
    EXPECT_EQ(location("/api/models/one-legacy"), "/api/models/ann/one");
    EXPECT_EQ(location("/api/models/one-legacy/commits/main"), "/api/models/ann/one/commits/main");
    EXPECT_EQ(location("/api/models/one-legacy/discussions"), "/api/models/ann/one/discussions");
    EXPECT_EQ(location("/api/models/ANN/One"), "/api/models/ann/one");
    EXPECT_EQ(location("/api/spaces/ann/space"), "/api/spaces/Ann/Space");
    EXPECT_TRUE(client_.get("/api/models/old/one")->body.empty());
}

TEST_F(RepositoryTest, OldIdsWithoutAnOwnerAreServed) {
    EXPECT_EQ(client_.json("/api/models/gpt2")["id"], "gpt2");
    EXPECT_FALSE(client_.json("/api/models/gpt2").contains("author"));
    EXPECT_EQ(client_.json("/api/models/gpt2/commits/main").size(), 3);
    EXPECT_EQ(client_.json("/api/models/gpt2/discussions")["count"], 1);
    EXPECT_EQ(client_.json("/api/models/gpt2/revision/main")["id"], "gpt2");
}

TEST_F(RepositoryTest, MissingRepositoriesLookAliveOnlyToTokens) {
    for (const auto* const id : {"ann/nothing", "ann/lost", "ann/secret"}) {
        const auto reply = client_.get(fmt::format("/api/models/{}", id));
        EXPECT_EQ(reply->status, 401) << id;
        EXPECT_EQ(reply->body, R"({"error":"Invalid username or password."})");
        EXPECT_FALSE(reply->has_header("X-Error-Code"));
    }
    const auto reply = friend_.get("/api/models/ann/nothing/commits/main");
    EXPECT_EQ(reply->status, 404);
    EXPECT_EQ(reply->get_header_value("X-Error-Code"), "RepoNotFound");
    EXPECT_EQ(friend_.status("/api/models/ann/secret"), 200);
}

TEST_F(RepositoryTest, VanishedRepositoriesAreStillListed) {
    EXPECT_THAT(walk(client_, "/api/models"), testing::Contains("ann/lost"));
}

TEST_F(RepositoryTest, CommitsComeFiftyAPageUnlessToldOtherwise) {
    EXPECT_EQ(client_.json("/api/models/ann/one/commits/main").size(), 50);
    const auto reply = client_.get("/api/models/ann/one/commits/main?limit=1");
    EXPECT_EQ(reply->get_header_value("X-Total-Count"), "120");
    EXPECT_EQ(
        reply->get_header_value("Link"),
        fmt::format("<{}/api/models/ann/one/commits/main?limit=1&p=1>; rel=\"next\"", hub_.url()));
    const Json commit = Json::parse(reply->body)[0];
    EXPECT_EQ(commit["title"], "119");
    EXPECT_EQ(commit["authors"][0]["user"], "ann");
}

TEST_F(RepositoryTest, CommitPagesFollowEachOther) {
    EXPECT_EQ(client_.json("/api/models/ann/one/commits/main?limit=50&p=2").size(), 20);
    std::string target = "/api/models/ann/one/commits/main?limit=50";
    std::vector<std::string> titles;
    while (!target.empty()) {
        const auto reply = client_.get(target);
        for (const auto& commit : Json::parse(reply->body)) {
            titles.push_back(commit["title"]);
        }
        target = next_of(reply);
    }
    ASSERT_EQ(titles.size(), 120);
    EXPECT_EQ(titles.back(), "0");
    EXPECT_EQ(hub_.stats().by_route.at("commits models"), 4);
}

TEST_F(RepositoryTest, ThousandCommitsArePossibleAndNoMore) {
    std::vector<NewCommit> many(1500);
    hub_.world().push_commits(core::Kind::kModel, "gpt2", many);
    EXPECT_EQ(client_.json("/api/models/gpt2/commits/main?limit=5000").size(), 1000);
    EXPECT_EQ(
        client_.get("/api/models/gpt2/commits/main?limit=1")->get_header_value("X-Total-Count"),
        "1503");
}

TEST_F(RepositoryTest, HistoryOfAnOldCommitBeginsThere) {
    const std::string id = client_.json("/api/models/ann/one/commits/main?limit=11")[10]["id"];
    const auto reply = client_.get("/api/models/ann/one/commits/" + id.substr(0, 10) + "?limit=1");
    ASSERT_EQ(reply->status, 200);
    EXPECT_EQ(reply->get_header_value("X-Total-Count"), "120");
}

TEST_F(RepositoryTest, EmptyHistoriesAreEmptyArrays) {
    const auto reply = client_.get("/api/models/ann/empty/commits/main");
    EXPECT_EQ(reply->body, "[]");
    EXPECT_EQ(reply->get_header_value("X-Total-Count"), "0");
}

TEST_F(RepositoryTest, UnknownRevisionsAreNamed) {
    const auto reply = client_.get("/api/models/ann/one/commits/no-such-branch?limit=1");
    EXPECT_EQ(reply->status, 404);
    EXPECT_EQ(reply->get_header_value("X-Error-Code"), "RevisionNotFound");
    EXPECT_EQ(reply->get_header_value("X-Error-Message"), "Invalid rev id: no-such-branch");
}

TEST_F(RepositoryTest, GatedCommitsAreRefusedToEverybody) {
    const auto anonymous = client_.get("/api/models/ann/gated/commits/main");
    EXPECT_EQ(anonymous->status, 401);
    EXPECT_EQ(anonymous->get_header_value("X-Error-Code"), "GatedRepo");
    EXPECT_EQ(anonymous->get_header_value("X-Error-Message"), kGatedMessage);
    const auto known = friend_.get("/api/models/ann/gated/commits/main");
    EXPECT_EQ(known->status, 403);
    EXPECT_EQ(known->get_header_value("X-Error-Code"), "GatedRepo");
    EXPECT_EQ(client_.status("/api/models/ann/gated"), 200);
}

TEST_F(RepositoryTest, DisabledCommitsAreRefusedWithoutACode) {
    const auto reply = client_.get("/api/models/ann/off/commits/main");
    EXPECT_EQ(reply->status, 403);
    EXPECT_EQ(reply->body, R"({"error":"Access to this resource is disabled."})");
    EXPECT_FALSE(reply->has_header("X-Error-Code"));
}

TEST_F(RepositoryTest, DiscussionsComeFiftyAPage) {
    const Json first = client_.json("/api/models/ann/one/discussions");
    EXPECT_EQ(first["discussions"].size(), 50);
    EXPECT_EQ(first["count"], 120);
    EXPECT_EQ(first["start"], 0);
    EXPECT_EQ(first["numClosedDiscussions"], 60);
    EXPECT_EQ(first["discussions"][0]["num"], 120);
    const Json last = client_.json("/api/models/ann/one/discussions?p=2");
    EXPECT_EQ(last["discussions"].size(), 20);
    EXPECT_EQ(last["start"], 100);
    EXPECT_FALSE(last.contains("numClosedDiscussions"));
    EXPECT_FALSE(client_.get("/api/models/ann/one/discussions")->has_header("Link"));
}

TEST_F(RepositoryTest, DiscussionsCanBeFiltered) {
    EXPECT_EQ(client_.json("/api/models/ann/one/discussions?status=open")["count"], 60);
    EXPECT_EQ(client_.json("/api/models/ann/one/discussions?status=all")["count"], 120);
    EXPECT_EQ(client_.json("/api/models/ann/one/discussions?type=pull_request")["count"], 30);
    EXPECT_EQ(client_.json("/api/models/ann/one/discussions?author=ben")["count"], 80);
}

TEST_F(RepositoryTest, DiscussionRowsAreComplete) {
    const Json rows = client_.json("/api/models/ann/one/discussions")["discussions"];
    EXPECT_TRUE(rows[0]["author"].is_null());
    EXPECT_EQ(rows[1]["author"]["name"], "ben");
    EXPECT_EQ(rows[1]["author"]["fullname"], "Ben B");
    EXPECT_EQ(rows[1]["author"]["isPro"], false);
    EXPECT_EQ(rows[1]["repo"], (Json{{"name", "ann/one"}, {"type", "model"}}));
    EXPECT_EQ(rows[1]["repoOwner"]["type"], "org");
    EXPECT_EQ(rows[1]["pinned"], false);
}

TEST_F(RepositoryTest, GatedAndDisabledDiscussionsAreReadable) {
    EXPECT_EQ(client_.json("/api/models/ann/gated/discussions")["count"], 2);
    EXPECT_EQ(client_.json("/api/models/ann/off/discussions")["count"], 1);
}

TEST_F(RepositoryTest, AccountsAreUsersOrOrganisations) {
    EXPECT_EQ(client_.json("/api/users/ben/overview")["fullname"], "Ben B");
    EXPECT_EQ(client_.json("/api/organizations/ANN/overview")["fullname"], "Ann Ltd");
    EXPECT_EQ(location("/api/users/BEN/overview"), "/api/users/ben/overview");
    const auto reply = client_.get("/api/users/ann/overview");
    EXPECT_EQ(reply->status, 404);
    EXPECT_EQ(reply->get_header_value("X-Error-Message"), "This user does not exist");
    EXPECT_EQ(client_.status("/api/organizations/ben/overview"), 404);
}

TEST_F(RepositoryTest, AnOverviewNeverTellsTheTypeOfAnOrganisation) {
    const Json organisation = client_.json("/api/organizations/ann/overview");
    EXPECT_EQ(organisation["name"], "ann");
    EXPECT_EQ(organisation["plan"], "team");
    EXPECT_EQ(organisation["isVerified"], true);
    EXPECT_TRUE(organisation["numUsers"].is_number_integer());
    EXPECT_FALSE(organisation.contains("type"));
    EXPECT_EQ(client_.json("/api/users/ben/overview")["type"], "user");
}

TEST_F(RepositoryTest, DiscussionsTellWhoseRepositoryItIsWhereThatIsKnown) {
    const Json known = client_.json("/api/models/ann/one/discussions")["discussions"][0];
    EXPECT_EQ(known["repoOwner"]["type"], "org");
    const Json unknown = client_.json("/api/models/gpt2/discussions")["discussions"][0];
    EXPECT_EQ(unknown["repoOwner"]["name"], "gpt2");
    EXPECT_FALSE(unknown["repoOwner"].contains("type"));
}

TEST_F(RepositoryTest, LikersArePagedByLinkAndSayWhenOnlyIfAsked) {
    const auto first = client_.get("/api/models/ann/one/likers?expand[]=likeAt");
    const Json rows = Json::parse(first->body);
    EXPECT_EQ(rows.size(), 100U);
    EXPECT_EQ(rows[0]["user"], "user0");
    EXPECT_EQ(rows[0]["likedAt"], "2023-06-01T00:00:00.000Z");
    EXPECT_THAT(first->get_header_value("Link"),
                HasSubstr("/api/models/ann/one/likers?expand[]=likeAt&cursor=100>; rel=\"next\""));
    const auto last = client_.get("/api/models/ann/one/likers?expand[]=likeAt&cursor=100");
    EXPECT_EQ(Json::parse(last->body).size(), 20U);
    EXPECT_FALSE(last->has_header("Link"));
    EXPECT_FALSE(client_.json("/api/models/ann/one/likers")[0].contains("likedAt"));
    EXPECT_EQ(client_.json("/api/models/gpt2/likers?expand=likeAt")[0]["likedAt"], "");
    EXPECT_EQ(client_.json("/api/models/ann/empty/likers").size(), 0U);
    EXPECT_EQ(client_.status("/api/models/ann/one/likers?expand=fullname"), 400);
    EXPECT_EQ(client_.status("/api/models/ann/lost/likers"), 401);
}

TEST_F(RepositoryTest, OtherPathsAreNotFound) {
    EXPECT_EQ(client_.status("/api/models/ann/one/resolve/main/README.md"), 404);
    EXPECT_EQ(client_.status("/api/nonsense"), 404);
    EXPECT_EQ(client_.status("/"), 404);
}

TEST(WorldFiles, BrokenLinesAreNamedByFileAndNumber) {
    const WorldDirectory world;
    world.add("models.jsonl", row(1, "a/b"));
    world.add("models.jsonl", {{"_id", "1"}});
    Options options;
    options.world = world.path();
    try {
        const Server hub(options);
        FAIL() << "a row without an id was taken";
    } catch (const std::exception& error) {
        EXPECT_THAT(error.what(), HasSubstr("models.jsonl:2: no text \"id\""));
    }
}

}  // namespace
}  // namespace hubmine::demohub
