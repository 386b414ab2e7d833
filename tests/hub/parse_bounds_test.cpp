#include "hubmine/hub/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::hub {
namespace {

using core::Kind;
using testing::ElementsAre;
using testing::Optional;

RepoRecord model(std::string_view fields) {
    const auto page = parse_repos(
        "[{\"_id\":\"621ffdc036468d709f17434d\",\"id\":\"ns/name\"," + std::string(fields) + "}]",
        Kind::kModel);
    EXPECT_TRUE(page && page->records.size() == 1) << fields;
    return page && !page->records.empty() ? page->records.front() : RepoRecord{};
}

TEST(ParseRepos, CountsBelowZeroAreMalformed) {
    const auto page = parse_repos(
        R"([{"_id":"1","id":"a/b","likes":-1,"downloads":-2,"downloadsAllTime":-3,
             "safetensors":{"total":-4},"gguf":{"total":9}}])",
        Kind::kModel);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->malformed, 4);
    const RepoRecord& row = page->records.at(0);
    EXPECT_EQ(row.likes, std::nullopt);
    EXPECT_EQ(row.downloads, std::nullopt);
    EXPECT_EQ(row.downloads_all_time, std::nullopt);
    EXPECT_EQ(row.parameters, 9);
}

TEST(ParseRepos, LeavesOutEmptyIdsOfWhatIsUsed) {
    const auto page = parse_repos(R"([{"_id":"1","id":"a/b","models":["","c/d"],"datasets":[""]}])",
                                  Kind::kSpace);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->malformed, 2);
    EXPECT_EQ(page->records.at(0).models, (std::vector<std::string>{"c/d"}));
    EXPECT_EQ(page->records.at(0).datasets, std::vector<std::string>());
    EXPECT_TRUE(model(R"("tags":["base_model:","base_model:finetune:"])").base_models->empty());
}

TEST(ParseDiscussions, CountsBelowZeroSayNothing) {
    const auto page = parse_discussions(R"({"discussions":[{"num":-1}],"count":-1,"start":-9})");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->count, std::nullopt);
    EXPECT_EQ(page->start, std::nullopt);
    EXPECT_TRUE(page->records.empty());
}

TEST(ParseRepos, TakesAHundredThousandParentsFromTheTagsInOnePass) {
    std::string tags;
    for (int i = 0; i < 100000; ++i) {
        tags += (i > 0 ? ",\"base_model:a/" : "\"base_model:a/") + std::to_string(i) + "\"";
    }
    EXPECT_EQ(model("\"tags\":[" + tags + "]").base_models.value().size(), 100000U);
}

TEST(ParseRepos, TakesIdsBeyondWhatTheHubAllowsForMalformed) {
    const std::string longest(513, 'x');
    const auto page = parse_repos("[{\"_id\":\"1\",\"id\":\"" + longest +
                                      "\"},{\"_id\":\"2\",\"id\":\"a/b\",\"models\":[\"" + longest +
                                      "\",\"\",\"c/d\"]}]",
                                  Kind::kSpace);
    ASSERT_EQ(page.value().records.size(), 1U);
    EXPECT_EQ(page->nameless, 1);
    EXPECT_EQ(page->malformed, 3);
    EXPECT_THAT(page->records[0].models, Optional(ElementsAre("c/d")));
}

TEST(ParseRepos, CountsBeyondWhatTheHubCanHaveAreMalformed) {
    const auto page = parse_repos(
        R"([{"_id":"1","id":"a/b","likes":9223372036854775807,"downloads":-1,
             "downloadsAllTime":18446744073709551616,"safetensors":{"total":1000000000000001}},
            {"_id":"2","id":"c/d","likes":1000000000000,"downloads":0,
             "safetensors":{"total":1000000000000000}}])",
        Kind::kModel);
    ASSERT_EQ(page.value().records.size(), 2U);
    EXPECT_EQ(page->malformed, 4);
    for (const auto& count : {page->records[0].likes, page->records[0].downloads,
                              page->records[0].downloads_all_time, page->records[0].parameters}) {
        EXPECT_EQ(count, std::nullopt);
    }
    EXPECT_EQ(page->records[1].likes, 1'000'000'000'000);
    EXPECT_EQ(page->records[1].downloads, 0);
    EXPECT_EQ(page->records[1].parameters, 1'000'000'000'000'000);
}

TEST(ParseRepos, AHashBeyondSha256IsMalformed) {
    EXPECT_EQ(model("\"sha\":\"" + std::string(64, 'a') + "\"").sha, std::string(64, 'a'));
    EXPECT_EQ(model("\"sha\":\"" + std::string(65, 'a') + "\"").sha, std::nullopt);
}

TEST(ParseCommits, LeavesOutHashesAndNamesBeyondWhatTheHubAllows) {
    const auto page = parse_commits("[{\"id\":\"" + std::string(65, 'a') +
                                    "\"},{\"id\":\"b\",\"authors\":[{\"user\":\"" +
                                    std::string(513, 'u') + "\"},{\"user\":\"ann\"}]}]");
    ASSERT_EQ(page.value().records.size(), 1U);
    EXPECT_EQ(page->malformed, 2);
    EXPECT_THAT(page->records[0].authors, ElementsAre("ann"));
}

TEST(ParseDiscussions, NumbersBeyondWhatTheHubCanHaveAreMalformed) {
    const auto page =
        parse_discussions(R"({"discussions":[{"num":-1},{"num":1000000001},{"num":7}],"count":-1,)"
                          R"("start":9223372036854775807})");
    ASSERT_EQ(page.value().records.size(), 1U);
    EXPECT_EQ(page->records[0].num, 7);
    EXPECT_EQ(page->count, std::nullopt);
    EXPECT_EQ(page->start, std::nullopt);
}

TEST(ParseRepos, RefusesACardThatNestsWithoutEnd) {
    const std::string deep = std::string(200000, '[') + std::string(200000, ']');
    const auto page = parse_repos(
        "[{\"_id\":\"1\",\"id\":\"a/b\",\"likes\":3,\"cardData\":{\"x\":" + deep + "}}]",
        Kind::kModel);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->records.at(0).card, std::nullopt);
    EXPECT_EQ(page->records.at(0).likes, 3);
    EXPECT_EQ(page->malformed, 1);
}

}  // namespace
}  // namespace hubmine::hub
