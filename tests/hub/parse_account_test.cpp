#include "hubmine/hub/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace hubmine::hub {
namespace {

using testing::ElementsAre;

std::vector<std::string> times_of(const ParsedLikers& page) {
    std::vector<std::string> times;
    for (const core::Timestamp& time : page.liked_at) {
        times.push_back(core::format_time(time));
    }
    return times;
}

TEST(ParseOverview, ReadsWhatAnOrganisationTells) {
    const auto overview = parse_overview(
        R"({"_id":"659e","avatarUrl":"https://x/y.png","fullname":"OpenAI community",
            "name":"openai-community","isVerified":true,"plan":"academia","numUsers":2,
            "numModels":7,"numFollowers":2408})",
        AccountKind::kOrganisation);
    ASSERT_TRUE(overview);
    EXPECT_EQ(overview->malformed, 0);
    const OverviewRecord& record = overview->record;
    EXPECT_EQ(record.kind, AccountKind::kOrganisation);
    EXPECT_EQ(record.name, "openai-community");
    EXPECT_EQ(record.fullname, "OpenAI community");
    EXPECT_EQ(record.is_verified, true);
    EXPECT_EQ(record.plan, "academia");
    EXPECT_EQ(record.members, 2);
    EXPECT_EQ(record.followers, 2408);
}

TEST(ParseOverview, KeepsNothingOfAUserButThatItIsOne) {
    const auto overview = parse_overview(
        R"({"_id":"6426","user":"TheBloke","type":"user","fullname":"Tom","isPro":true,
            "isVerified":true,"plan":"pro","numUsers":1,"numFollowers":27382,
            "orgs":[{"name":"x"}]})",
        AccountKind::kUser);
    ASSERT_TRUE(overview);
    EXPECT_EQ(overview->record.name, "TheBloke");
    EXPECT_EQ(overview->record.fullname, std::nullopt);
    EXPECT_EQ(overview->record.is_verified, std::nullopt);
    EXPECT_EQ(overview->record.plan, std::nullopt);
    EXPECT_EQ(overview->record.members, std::nullopt);
    EXPECT_EQ(overview->record.followers, std::nullopt);
}

TEST(ParseOverview, CountsWhatIsNotWhatItShouldBe) {
    const auto overview = parse_overview(
        R"({"name":"a","fullname":7,"isVerified":"yes","plan":[],"numUsers":-1,"numFollowers":"9"})",
        AccountKind::kOrganisation);
    ASSERT_TRUE(overview);
    EXPECT_EQ(overview->malformed, 5);
    EXPECT_EQ(overview->record.fullname, std::nullopt);
    EXPECT_EQ(overview->record.is_verified, std::nullopt);
    EXPECT_EQ(overview->record.plan, std::nullopt);
    EXPECT_EQ(overview->record.members, std::nullopt);
    EXPECT_EQ(overview->record.followers, std::nullopt);
}

TEST(ParseOverview, RefusesWhatIsNoOverviewOfThatKind) {
    for (const char* body :
         {"", "[]", "null", "{", "{}", R"({"user":"a"} x)", R"({"user":""})", R"({"user":null})",
          R"({"name":"a"})", R"({"user":"a","type":"org"})"}) {
        EXPECT_FALSE(parse_overview(body, AccountKind::kUser)) << body;
    }
    EXPECT_FALSE(parse_overview(R"({"user":"a","type":"user"})", AccountKind::kOrganisation));
    EXPECT_TRUE(parse_overview(R"({"user":"a"})", AccountKind::kUser));
}

TEST(ParseLikers, TakesTheTimesAndCountsRowsWithoutOne) {
    const auto page = parse_likers(
        R"([{"user":"ann","fullname":"Ann","avatarUrl":"/a","likedAt":"2023-01-02T03:04:05.678Z"},
            {"user":"ben"},{"user":"cat","likedAt":null},{"likedAt":""},{"likedAt":7},"x",null,[],
            {"likedAt":"2022-01-01T00:00:00.000Z"}])");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->rows, 9);
    EXPECT_EQ(page->malformed, 7);
    EXPECT_THAT(times_of(*page),
                ElementsAre("2023-01-02T03:04:05.678Z", "2022-01-01T00:00:00.000Z"));
}

TEST(ParseLikers, RefusesWhatIsNoList) {
    for (const char* body : {"", "{}", "null", "[", "[] x", R"([{"likedAt")"}) {
        EXPECT_FALSE(parse_likers(body)) << body;
    }
    EXPECT_EQ(parse_likers("[]")->rows, 0);
}

TEST(ParseDiscussions, TellsWhatKindOfAccountsAuthorAndOwnerAre) {
    const auto page = parse_discussions(
        R"({"discussions":[
            {"num":3,"author":{"type":"org","name":"lab"},"repoOwner":{"name":"ann","type":"user"}},
            {"num":2,"author":{"name":"ben","type":"robot"},"repoOwner":{"type":"org"}},
            {"num":1,"author":null}],"count":3,"start":0})");
    ASSERT_TRUE(page && page->records.size() == 3);
    EXPECT_EQ(page->records[0].author_kind, AccountKind::kOrganisation);
    EXPECT_EQ(page->records[0].owner, "ann");
    EXPECT_EQ(page->records[0].owner_kind, AccountKind::kUser);
    EXPECT_EQ(page->records[1].author, "ben");
    EXPECT_EQ(page->records[1].author_kind, std::nullopt);
    EXPECT_EQ(page->records[1].owner_kind, std::nullopt);
    EXPECT_EQ(page->records[2].author_kind, std::nullopt);
}

}  // namespace
}  // namespace hubmine::hub
