#include "demohub/cursor.hpp"
#include "demohub/test_hub.hpp"

#include <gmock/gmock.h>

namespace hubmine::demohub {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Models m0 ... m9 of ann and ben in order of creation, two a day; two spaces; one dataset.
class ListingTest : public testing::Test {
  protected:
    static Options filled(const WorldDirectory& world) {
        for (int i = 0; i < 10; ++i) {
            Json more{{"pipeline_tag", "fill-mask"}, {"siblings", Json::array()}};
            more["tags"] = i % 2 == 0 ? Json{"license:mit", "en"} : Json{"license:mit"};
            if (i == 3) {
                more["private"] = true;
            }
            world.add("models.jsonl",
                      row(i, fmt::format("{}/m{}", i < 4 ? "ann" : "ben", i), more));
        }
        world.add(
            "spaces.jsonl",
            row(1, "ann/s",
                {{"models", {"ben/m5", "gpt2"}}, {"datasets", {"ann/d"}}, {"sdk", "gradio"}}));
        world.add("spaces.jsonl", row(2, "ann/t", {{"models", Json::array()}, {"sdk", "static"}}));
        world.add("datasets.jsonl", row(1, "ann/d", {{"description", "Numbers"}}));
        Options options;
        options.world = world.path();
        options.tokens = {"good"};
        return options;
    }

    WorldDirectory world_;
    Server hub_{filled(world_)};
    Client client_{hub_};
};

TEST_F(ListingTest, WalksInOrderOfCreationPageByPage) {
    EXPECT_THAT(walk(client_, "/api/models?limit=2&sort=createdAt&direction=1"),
                ElementsAre("ann/m0", "ann/m1", "ann/m2", "ben/m4", "ben/m5", "ben/m6", "ben/m7",
                            "ben/m8", "ben/m9"));
    EXPECT_EQ(hub_.stats().by_route.at("list models"), 5);
}

TEST_F(ListingTest, WalksBackwardsWithoutADirection) {
    EXPECT_THAT(walk(client_, "/api/models?limit=4&sort=createdAt"),
                ElementsAre("ben/m9", "ben/m8", "ben/m7", "ben/m6", "ben/m5", "ben/m4", "ann/m2",
                            "ann/m1", "ann/m0"));
}

TEST_F(ListingTest, SortsByValuesWithTheGreatestFirst) {
    EXPECT_THAT(walk(client_, "/api/models?limit=3&sort=likes"),
                ElementsAre("ann/m2", "ben/m5", "ben/m8", "ann/m1", "ben/m4", "ben/m7", "ann/m0",
                            "ben/m6", "ben/m9"));
    EXPECT_THAT(walk(client_, "/api/models?limit=3&sort=downloads&author=ann"),
                ElementsAre("ann/m0", "ann/m1", "ann/m2"));
    EXPECT_THAT(walk(client_, "/api/models?limit=1&sort=id&author=ann"),
                ElementsAre("ann/m2", "ann/m1", "ann/m0"));
}

TEST_F(ListingTest, SortsByTrendWhenNotToldOtherwise) {
    EXPECT_EQ(walk(client_, "/api/models?limit=4"),
              walk(client_, "/api/models?limit=4&sort=trendingScore"));
    EXPECT_EQ(walk(client_, "/api/spaces?sort=downloads"), walk(client_, "/api/spaces"));
}

TEST_F(ListingTest, RefusesAnUnknownSort) {
    EXPECT_EQ(client_.status("/api/models?sort=created_at"), 400);
}

TEST_F(ListingTest, LinkIsAbsoluteAndCarriesEveryParameter) {
    const auto reply =
        client_.get("/api/models?limit=1&sort=createdAt&direction=1&expand[]=likes&filter=en");
    const std::string link = reply->get_header_value("Link");
    EXPECT_THAT(link, testing::StartsWith("<" + hub_.url() +
                                          "/api/models?limit=1&sort=createdAt&direction=1&"
                                          "expand[]=likes&filter=en&cursor="));
    EXPECT_THAT(link, testing::EndsWith(">; rel=\"next\""));
    EXPECT_EQ(next_of(client_.get(next_of(reply))).find("cursor="), next_of(reply).find("cursor="));
}

TEST_F(ListingTest, LastPageHasNoLink) {
    const auto reply = client_.get("/api/models?limit=9");
    EXPECT_EQ(Json::parse(reply->body).size(), 9);
    EXPECT_FALSE(reply->has_header("Link"));
}

TEST_F(ListingTest, CutsTheLimitAndRefusesNonsense) {
    EXPECT_EQ(client_.json("/api/models?limit=5000").size(), 9);
    EXPECT_EQ(client_.status("/api/models?limit=0"), 400);
    EXPECT_EQ(client_.status("/api/models?limit=ten"), 400);
}

TEST_F(ListingTest, EmptyResultIsAnEmptyArray) {
    EXPECT_EQ(client_.get("/api/models?author=nobody")->body, "[]");
}

TEST_F(ListingTest, FiltersAreJoinedByAnd) {
    EXPECT_THAT(walk(client_, "/api/models?filter=license:mit&filter=en&author=ben&sort=createdAt"),
                ElementsAre("ben/m8", "ben/m6", "ben/m4"));
    EXPECT_THAT(walk(client_, "/api/models?search=M7"), ElementsAre("ben/m7"));
    EXPECT_THAT(walk(client_, "/api/models?pipeline_tag=translation"), IsEmpty());
    EXPECT_THAT(walk(client_, "/api/models?gated=true"), IsEmpty());
}

TEST_F(ListingTest, SpacesAreFoundByWhatTheyUse) {
    const Json spaces = client_.json("/api/spaces?models=ben/m5");
    ASSERT_EQ(spaces.size(), 1);
    EXPECT_EQ(spaces[0]["id"], "ann/s");
    EXPECT_EQ(spaces[0]["models"], (Json{"ben/m5", "gpt2"}));
    EXPECT_THAT(walk(client_, "/api/spaces?datasets=ann/x"), IsEmpty());
}

TEST_F(ListingTest, DefaultRowsAreLean) {
    EXPECT_THAT(keys(client_.json("/api/models?limit=1")[0]),
                UnorderedElementsAre("_id", "id", "likes", "trendingScore", "private", "downloads",
                                     "tags", "pipeline_tag", "createdAt", "modelId"));
    EXPECT_THAT(keys(client_.json("/api/models?limit=1&sort=likes")[0]),
                testing::Not(testing::Contains("trendingScore")));
    EXPECT_THAT(keys(client_.json("/api/spaces?limit=1")[0]),
                UnorderedElementsAre("_id", "id", "likes", "trendingScore", "private", "sdk",
                                     "tags", "createdAt"));
    EXPECT_THAT(keys(client_.json("/api/datasets?limit=1")[0]),
                UnorderedElementsAre("_id", "id", "author", "disabled", "gated", "lastModified",
                                     "likes", "trendingScore", "private", "sha", "description",
                                     "downloads", "tags", "createdAt"));
}

TEST_F(ListingTest, FullLinkedAndCardDataAddFields) {
    const Json model = client_.json("/api/models?limit=1&full=true&cardData=true")[0];
    for (const auto* const field :
         {"author", "gated", "lastModified", "sha", "siblings", "cardData"}) {
        EXPECT_TRUE(model.contains(field)) << field;
    }
    const Json space = client_.json("/api/spaces?search=ann/s&full=true&linked=true")[0];
    EXPECT_EQ(space["datasets"], Json{"ann/d"});
    EXPECT_TRUE(space.contains("cardData"));
    EXPECT_FALSE(client_.json("/api/spaces?search=ann/s&full=true")[0].contains("models"));
}

TEST_F(ListingTest, ExpandShowsOnlyWhatIsAsked) {
    for (const auto* const spelling :
         {"expand[]=likes&expand[]=author", "expand=likes&expand=author",
          "expand%5B%5D=likes&expand%5B%5D=author"}) {
        const Json rows = client_.json(fmt::format("/api/models?limit=1&{}", spelling));
        EXPECT_THAT(keys(rows[0]), UnorderedElementsAre("_id", "id", "likes", "author"));
    }
}

TEST_F(ListingTest, UnknownExpandIsRefusedWithTheAllowList) {
    const auto reply = client_.get("/api/models?expand[]=nonsense");
    EXPECT_EQ(reply->status, 400);
    const std::string message = Json::parse(reply->body).at("error");
    EXPECT_THAT(message, testing::StartsWith(
                             "✖ Invalid option: expected one of \"author\"|\"baseModels\"|"));
    EXPECT_THAT(message, HasSubstr("|\"xetEnabled\""));
    EXPECT_EQ(reply->get_header_value("X-Error-Message"), message);
    EXPECT_EQ(client_.status("/api/models?expand[]=childrenModelCount"), 400);
    EXPECT_EQ(client_.status("/api/spaces?expand[]=downloads"), 400);
    EXPECT_EQ(client_.status("/api/datasets?expand[]=usedStorage"), 400);
}

TEST_F(ListingTest, ExpandCannotBeJoinedWithFull) {
    EXPECT_EQ(client_.status("/api/models?expand[]=likes&full=true"), 400);
    EXPECT_EQ(client_.status("/api/models?expand[]=likes&cardData=true"), 400);
}

TEST_F(ListingTest, PrivateRowsNeedAToken) {
    Client owner(hub_, {{"Authorization", "Bearer good"}});
    EXPECT_EQ(walk(owner, "/api/models").size(), 10);
}

TEST_F(ListingTest, RowsCreatedDuringAWalkComeAtItsEnd) {
    const auto first = client_.get("/api/models?limit=4&sort=createdAt&direction=1");
    hub_.world().create(core::Kind::kModel, "cat/new");
    const auto rest = walk(client_, next_of(first));
    EXPECT_EQ(rest.size(), 6);
    EXPECT_EQ(rest.back(), "cat/new");
}

TEST_F(ListingTest, RowsThatMoveDuringAWalkAreMissedOrRepeated) {
    const auto first = client_.get("/api/models?limit=4&sort=likes");
    hub_.world().set_likes(core::Kind::kModel, "ann/m2", 0);
    hub_.world().set_likes(core::Kind::kModel, "ben/m9", 50);
    const auto rest = walk(client_, next_of(first));
    EXPECT_THAT(rest, testing::Contains("ann/m2"));
    EXPECT_THAT(rest, testing::Not(testing::Contains("ben/m9")));
}

TEST_F(ListingTest, RemovedRowsLeaveTheListEvenUnderACursor) {
    const auto first = client_.get("/api/models?limit=2&sort=createdAt&direction=1");
    hub_.world().remove(core::Kind::kModel, "ann/m1");
    EXPECT_THAT(walk(client_, next_of(first)),
                ElementsAre("ann/m2", "ben/m4", "ben/m5", "ben/m6", "ben/m7", "ben/m8", "ben/m9"));
}

TEST_F(ListingTest, ExpiredAndForeignCursorsAreRefused) {
    const std::string next = next_of(client_.get("/api/models?limit=2&sort=createdAt&direction=1"));
    EXPECT_EQ(client_.status(next), 200);
    hub_.expire_cursors(410);
    EXPECT_EQ(client_.status(next), 410);
    const std::string fresh =
        next_of(client_.get("/api/models?limit=2&sort=createdAt&direction=1"));
    EXPECT_EQ(client_.status(fresh), 200);
    EXPECT_EQ(client_.status("/api/models?cursor=AAAA"), 400);
    EXPECT_EQ(client_.status("/api/models?sort=likes&cursor=" + fresh.substr(fresh.rfind('=') + 1)),
              400);
}

TEST_F(ListingTest, BaseModelsAreReadFromTheTags) {
    hub_.world().set(
        core::Kind::kModel, "ben/m9",
        {{"tags",
          R"(["base_model:ann/m0","base_model:adapter:ann/m0","base_model:adapter:x/gone"])"}});
    const Json rows = client_.json("/api/models?search=m9&expand[]=baseModels");
    EXPECT_EQ(rows[0]["baseModels"]["relation"], "adapter");
    ASSERT_EQ(rows[0]["baseModels"]["models"].size(), 1);
    EXPECT_EQ(rows[0]["baseModels"]["models"][0]["id"], "ann/m0");
    EXPECT_FALSE(
        client_.json("/api/models?search=m8&expand[]=baseModels")[0].contains("baseModels"));
}

TEST_F(ListingTest, ListsOfSpacesAModelIsUsedInAreCutAtAHundred) {
    std::vector<std::string> spaces(150, "x/y");
    hub_.world().set(core::Kind::kModel, "ben/m9", {{"spaces", json_array(spaces)}});
    EXPECT_EQ(client_.json("/api/models?search=m9&expand[]=spaces")[0]["spaces"].size(), 100);
}

TEST(Cursor, SurvivesItsOwnText) {
    const Cursor cursor{"createdAt", true, "\"2023-01-01T00:00:00.000Z\"", "62ab", 3};
    EXPECT_EQ(decode_cursor(encode_cursor(cursor)), cursor);
    const Cursor other{"likes", false, "7", "62ab", 0};
    EXPECT_EQ(decode_cursor(encode_cursor(other)), other);
}

TEST(Cursor, Base64IsThatOfRfc4648) {
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(unbase64("Zm9vYg=="), "foob");
    EXPECT_EQ(unbase64("Zm9*"), std::nullopt);
}

}  // namespace
}  // namespace hubmine::demohub
