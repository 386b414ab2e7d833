#include "hubmine/core/error.hpp"

#include "demohub/test_hub.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace hubmine::demohub {
namespace {

using core::Kind;
using testing::Contains;
using testing::Not;

class WorldTest : public testing::Test {
  protected:
    static Options filled(const WorldDirectory& world) {
        for (int i = 1; i <= 4; ++i) {
            const std::string id = fmt::format("ann/m{}", i);
            world.add("models.jsonl", row(i, id, {{"tags", {"license:mit", "en"}}}));
            world.add("commits/models.jsonl", history(id, 3));
            world.add("discussions/models.jsonl", talk(id, 2));
        }
        world.add("world.json", {{"now", "2023-07-01T00:00:00.000Z"}});
        Options options;
        options.world = world.path();
        return options;
    }

    [[nodiscard]] Json info(const std::string& id) { return client_.json("/api/models/" + id); }
    [[nodiscard]] std::vector<std::string> all() {
        return walk(client_, "/api/models?sort=createdAt&direction=1");
    }
    [[nodiscard]] Json commits(const std::string& id) {
        return client_.json("/api/models/" + id + "/commits/main");
    }

    WorldDirectory directory_;
    Server hub_{filled(directory_)};
    World& world_{hub_.world()};
    Client client_{hub_};
};

TEST_F(WorldTest, CreatedRepositoriesAreWhole) {
    const std::string hub_id = world_.create(Kind::kModel, "cat/new",
                                             {{"likes", "7"}, {"pipeline_tag", R"("fill-mask")"}});
    const Json made = info("cat/new");
    EXPECT_EQ(made["_id"], hub_id);
    EXPECT_EQ(hub_id.size(), 24);
    EXPECT_EQ(made["likes"], 7);
    EXPECT_EQ(made["author"], "cat");
    EXPECT_EQ(made["pipeline_tag"], "fill-mask");
    EXPECT_EQ(made["createdAt"], "2023-07-01T00:01:00.000Z");
    EXPECT_EQ(commits("cat/new").size(), 1);
    EXPECT_EQ(commits("cat/new")[0]["id"], made["sha"]);
    EXPECT_EQ(client_.json("/api/models/cat/new/discussions")["count"], 0);
    EXPECT_EQ(all().back(), "cat/new");
    EXPECT_THROW(world_.create(Kind::kModel, "CAT/New"), core::Error);
}

TEST_F(WorldTest, RenamedRepositoriesKeepTheirIdAndRedirect) {
    const Json before = info("ann/m2");
    world_.rename(Kind::kModel, "ann/m2", "bob/two");
    EXPECT_EQ(info("bob/two")["_id"], before["_id"]);
    EXPECT_EQ(info("bob/two")["author"], "bob");
    EXPECT_EQ(client_.get("/api/models/ann/m2")->get_header_value("Location"),
              "/api/models/bob/two");
    EXPECT_EQ(commits("bob/two").size(), 3);
    EXPECT_EQ(all()[1], "bob/two");
    world_.rename(Kind::kModel, "bob/two", "bob/zwei");
    EXPECT_EQ(client_.get("/api/models/ann/m2")->get_header_value("Location"),
              "/api/models/bob/zwei");
    EXPECT_THROW(world_.rename(Kind::kModel, "bob/zwei", "ann/m1"), core::Error);
}

TEST_F(WorldTest, OldNamesCanBeTakenAgain) {
    world_.rename(Kind::kModel, "ann/m2", "bob/two");
    const std::string other = world_.create(Kind::kModel, "ann/m2");
    EXPECT_EQ(info("ann/m2")["_id"], other);
    EXPECT_NE(info("bob/two")["_id"], other);
}

TEST_F(WorldTest, RemovedRepositoriesAreGoneUntilRestored) {
    world_.remove(Kind::kModel, "ann/m3");
    EXPECT_THAT(all(), Not(Contains("ann/m3")));
    EXPECT_EQ(client_.status("/api/models/ann/m3"), 401);
    EXPECT_EQ(client_.status("/api/models/ann/m3/discussions"), 401);
    world_.restore(Kind::kModel, "ann/m3");
    EXPECT_THAT(all(), Contains("ann/m3"));
    EXPECT_EQ(client_.status("/api/models/ann/m3"), 200);
}

TEST_F(WorldTest, VanishedRepositoriesAreListedAndGone) {
    world_.vanish(Kind::kModel, "ann/m3");
    EXPECT_THAT(all(), Contains("ann/m3"));
    EXPECT_EQ(client_.status("/api/models/ann/m3/commits/main"), 401);
    world_.restore(Kind::kModel, "ann/m3");
    EXPECT_EQ(client_.status("/api/models/ann/m3/commits/main"), 200);
}

TEST_F(WorldTest, RelicensingReplacesTagAndCard) {
    world_.relicense(Kind::kModel, "ann/m1", "apache-2.0");
    EXPECT_EQ(info("ann/m1")["tags"], (Json{"en", "license:apache-2.0"}));
    EXPECT_EQ(info("ann/m1")["cardData"]["license"], "apache-2.0");
    world_.relicense(Kind::kModel, "ann/m1", "");
    EXPECT_EQ(info("ann/m1")["tags"], Json{"en"});
    EXPECT_FALSE(info("ann/m1")["cardData"].contains("license"));
}

TEST_F(WorldTest, NumbersAndAnyMemberCanBeSet) {
    world_.set_likes(Kind::kModel, "ann/m1", 77);
    world_.set_downloads(Kind::kModel, "ann/m1", 88);
    world_.set(Kind::kModel, "ann/m1", {{"pipeline_tag", R"("ner")"}, {"sha", ""}});
    const Json now = info("ann/m1");
    EXPECT_EQ(now["likes"], 77);
    EXPECT_EQ(now["downloads"], 88);
    EXPECT_EQ(now["pipeline_tag"], "ner");
    EXPECT_FALSE(now.contains("sha"));
    EXPECT_EQ(walk(client_, "/api/models?sort=likes").front(), "ann/m1");
}

TEST_F(WorldTest, PushedCommitsBecomeTheHead) {
    NewCommit commit;
    commit.title = "More";
    commit.authors = {"zoe", "ann"};
    world_.push_commits(Kind::kModel, "ann/m1", {NewCommit{}, commit});
    const Json history = commits("ann/m1");
    ASSERT_EQ(history.size(), 5);
    EXPECT_EQ(history[0]["title"], "More");
    EXPECT_EQ(history[0]["authors"][0]["user"], "zoe");
    EXPECT_EQ(history[0]["authors"][1]["user"], "ann");
    EXPECT_EQ(history[1]["authors"][0]["user"], "ann");
    EXPECT_EQ(history[2]["title"], "2");
    EXPECT_EQ(info("ann/m1")["sha"], history[0]["id"]);
    EXPECT_EQ(info("ann/m1")["lastModified"], history[0]["date"]);
}

TEST_F(WorldTest, RewrittenHistoriesShareNoCommitWithTheOld) {
    const Json before = commits("ann/m1");
    world_.rewrite_history(Kind::kModel, "ann/m1", 2);
    const Json after = commits("ann/m1");
    ASSERT_EQ(after.size(), 2);
    EXPECT_EQ(after[0]["title"], before[0]["title"]);
    EXPECT_NE(after[0]["id"], before[0]["id"]);
    EXPECT_NE(after[1]["id"], before[1]["id"]);
    EXPECT_EQ(info("ann/m1")["sha"], after[0]["id"]);
}

TEST_F(WorldTest, DiscussionsAreNumberedOn) {
    NewDiscussion discussion;
    discussion.author = "zoe";
    EXPECT_EQ(world_.add_discussion(Kind::kModel, "ann/m1", discussion), 3);
    EXPECT_EQ(world_.add_discussion(Kind::kModel, "ann/m1", {}), 4);
    const Json page = client_.json("/api/models/ann/m1/discussions");
    EXPECT_EQ(page["count"], 4);
    EXPECT_TRUE(page["discussions"][0]["author"].is_null());
    EXPECT_EQ(page["discussions"][1]["author"]["name"], "zoe");
}

TEST_F(WorldTest, GatesAndSwitchesWork) {
    world_.gate(Kind::kModel, "ann/m1", "manual");
    EXPECT_EQ(info("ann/m1")["gated"], "manual");
    EXPECT_EQ(client_.status("/api/models/ann/m1/commits/main"), 401);
    world_.gate(Kind::kModel, "ann/m1", "");
    EXPECT_EQ(client_.status("/api/models/ann/m1/commits/main"), 200);
    world_.disable(Kind::kModel, "ann/m1");
    EXPECT_EQ(client_.status("/api/models/ann/m1/commits/main"), 403);
    world_.make_private(Kind::kModel, "ann/m1");
    EXPECT_EQ(client_.status("/api/models/ann/m1"), 401);
}

TEST_F(WorldTest, UnknownRepositoriesCannotBeChanged) {
    EXPECT_THROW(world_.set_likes(Kind::kModel, "no/body", 1), core::Error);
    EXPECT_THROW(world_.remove(Kind::kSpace, "ann/m1"), core::Error);
}

TEST_F(WorldTest, ChangesAndRequestsMayHappenAtOnce) {
    std::thread changes([this] {
        for (int i = 0; i < 100; ++i) {
            world_.create(Kind::kModel, fmt::format("new/{}", i));
            world_.set_likes(Kind::kModel, "ann/m1", i);
            world_.rename(Kind::kModel, fmt::format("new/{}", i), fmt::format("newer/{}", i));
        }
    });
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(client_.status("/api/models?sort=likes"), 200);
        EXPECT_EQ(client_.status("/api/models?sort=createdAt&direction=1"), 200);
    }
    changes.join();
    EXPECT_EQ(all().size(), 104);
}

TEST_F(WorldTest, MutationsWorkOverHttp) {
    httplib::Client poster("127.0.0.1", hub_.port());
    const auto post = [&](const Json& orders) {
        return poster.Post("/_demo/mutate", orders.dump(), "application/json");
    };
    const auto reply = post(Json::array(
        {{{"op", "create"},
          {"kind", "space"},
          {"id", "a/s"},
          {"members", {{"models", {"ann/m1"}}}}},
         {{"op", "rename"}, {"kind", "model"}, {"id", "ann/m1"}, {"to", "ann/eins"}},
         {{"op", "likes"}, {"kind", "model"}, {"id", "ann/m2"}, {"value", 5}},
         {{"op", "downloads"}, {"kind", "model"}, {"id", "ann/m2"}, {"value", 6}},
         {{"op", "relicense"}, {"kind", "model"}, {"id", "ann/m2"}, {"license", "mit"}},
         {{"op", "push"}, {"kind", "model"}, {"id", "ann/m2"}, {"commits", {{{"title", "x"}}}}},
         {{"op", "rewrite"}, {"kind", "model"}, {"id", "ann/m3"}, {"keep", 1}},
         {{"op", "discuss"}, {"kind", "model"}, {"id", "ann/m2"}, {"author", "zoe"}},
         {{"op", "gate"}, {"kind", "model"}, {"id", "ann/m4"}},
         {{"op", "set"}, {"kind", "model"}, {"id", "ann/m2"}, {"members", {{"sha", nullptr}}}},
         {{"op", "script"}, {"prefix", "/api/datasets"}, {"fault", "html"}}}));
    ASSERT_EQ(reply->status, 200) << reply->body;
    const Json outcomes = Json::parse(reply->body);
    EXPECT_EQ(outcomes[0]["_id"].get<std::string>().size(), 24);
    EXPECT_EQ(outcomes[7]["num"], 3);
    EXPECT_EQ(client_.json("/api/spaces?linked=true")[0]["models"], Json{"ann/m1"});
    EXPECT_EQ(info("ann/eins")["likes"], 1);
    EXPECT_EQ(commits("ann/m2").size(), 4);
    EXPECT_EQ(commits("ann/m3").size(), 1);
    EXPECT_EQ(info("ann/m4")["gated"], "auto");
    EXPECT_FALSE(info("ann/m2").contains("sha"));
    EXPECT_EQ(client_.get("/api/datasets")->body[0], '<');
    for (const auto* const op : {"remove", "vanish", "restore", "disable", "private"}) {
        EXPECT_EQ(post({{"op", op}, {"kind", "model"}, {"id", "ann/m3"}})->status, 200) << op;
    }
    EXPECT_EQ(post({{"op", "faults"}, {"rates", "5xx=1"}})->status, 200);
    EXPECT_GE(client_.status("/api/models"), 500);
}

TEST_F(WorldTest, WhoLikesItIsReplacedOverHttp) {
    httplib::Client poster("127.0.0.1", hub_.port());
    const Json likers = Json::array({{{"user", "zoe"}, {"likedAt", "2024-02-01T00:00:00.000Z"}},
                                     {{"user", "ann"}, {"likedAt", "2024-01-01T00:00:00.000Z"}}});
    const Json order{{"op", "likers"}, {"kind", "model"}, {"id", "ann/m1"}, {"likers", likers}};
    EXPECT_EQ(poster.Post("/_demo/mutate", order.dump(), "application/json")->status, 200);
    EXPECT_EQ(info("ann/m1")["likes"], 2);
    const Json told = client_.json("/api/models/ann/m1/likers?expand[]=likeAt");
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0]["likedAt"], likers[0]["likedAt"]);
}

TEST_F(WorldTest, LargeMutationsMayComeAsCurlSendsThem) {
    const Json order{{"op", "push"},
                     {"kind", "model"},
                     {"id", "ann/m1"},
                     {"commits", Json(std::vector<Json>(3000, Json::object()))}};
    httplib::Client poster("127.0.0.1", hub_.port());
    const auto reply =
        poster.Post("/_demo/mutate", order.dump(), "application/x-www-form-urlencoded");
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(world_.commit_count(Kind::kModel, 0), 3003);
}

TEST_F(WorldTest, ImpossibleMutationsAreRefusedOverHttp) {
    httplib::Client poster("127.0.0.1", hub_.port());
    for (const auto* const body :
         {"", "{}", R"({"op":"dance"})",
          R"({"op":"likes","kind":"model","id":"no/body","value":1})",
          R"({"op":"remove","kind":"car","id":"x"})", R"({"op":"script","fault":"fire"})"}) {
        const auto reply = poster.Post("/_demo/mutate", body, "application/json");
        EXPECT_EQ(reply->status, 400) << body;
        EXPECT_TRUE(Json::parse(reply->body).contains("error"));
    }
}

TEST_F(WorldTest, StatsAreServedAndNotCounted) {
    EXPECT_EQ(client_.status("/api/models/ann/m1?expand=sha"), 200);
    EXPECT_EQ(client_.status("/api/models/ann/m1/commits/main"), 200);
    const Json stats = client_.json("/_demo/stats");
    EXPECT_EQ(stats["requests"], 2);
    EXPECT_EQ(stats["by_route"], (Json{{"info models", 1}, {"commits models", 1}}));
    EXPECT_EQ(stats["by_status"], (Json{{"200", 2}}));
    EXPECT_EQ(stats["by_path"]["/api/models/ann/m1"], 1);
    EXPECT_EQ(stats["by_target"]["/api/models/ann/m1?expand=sha"], 1);
    EXPECT_EQ(stats["windows"][0]["used"], 2);
}

}  // namespace
}  // namespace hubmine::demohub
