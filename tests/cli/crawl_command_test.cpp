#include "crawl_command.hpp"

#include "hubmine/core/error.hpp"

#include "command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace hubmine::cli {
namespace {

class CrawlLine : public testing::Test {
  protected:
    CrawlLine() { make_line(); }

    void make_line() {
        std::vector<std::unique_ptr<Command>> commands;
        commands.push_back(std::make_unique<CrawlCommand>());
        line_ = std::make_unique<CommandLine>(std::move(commands), Overview{});
    }

    const CrawlSettings& settings(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "crawl");
        Command* command = line_->parse(arguments, environment_).command;
        return dynamic_cast<const CrawlCommand&>(*command).settings();
    }

    Environment environment_;
    std::unique_ptr<CommandLine> line_;
};

TEST_F(CrawlLine, AsksForEverythingByDefault) {
    const auto& options = settings({}).options;
    EXPECT_EQ(options.endpoint, "https://huggingface.co");
    EXPECT_EQ(options.store, "hubmine.db");
    EXPECT_EQ(options.kinds.size(), 3U);
    EXPECT_TRUE(options.listing && options.wait);
    EXPECT_THAT(options.details,
                testing::ElementsAre(store::Detail::kCommits, store::Detail::kDiscussions));
    EXPECT_FALSE(options.owners);
    EXPECT_EQ(options.most_owners, 10000);
    EXPECT_FALSE(options.max_requests.has_value());
}

TEST_F(CrawlLine, TakesOwnersStorageAndLikersOnlyWhenAsked) {
    const auto& options =
        settings({"--only", "owners,storage,likers", "--owners", "5", "--refresh-owners", "7d"})
            .options;
    EXPECT_FALSE(options.listing);
    EXPECT_TRUE(options.owners);
    EXPECT_EQ(options.most_owners, 5);
    EXPECT_EQ(options.refresh_owners, std::chrono::hours(7 * 24));
    EXPECT_THAT(options.details,
                testing::ElementsAre(store::Detail::kStorage, store::Detail::kLikers));
}

TEST_F(CrawlLine, BuildsTheScope) {
    const auto& options = settings({"--kinds", "models,spaces", "--only", "listing,commits",
                                    "--author", "me", "--filter", "gguf", "--limit", "7", "--order",
                                    "popular", "--min-likes", "3", "--min-downloads", "4"})
                              .options;
    EXPECT_THAT(options.kinds, testing::ElementsAre(core::Kind::kModel, core::Kind::kSpace));
    EXPECT_TRUE(options.listing);
    EXPECT_THAT(options.details, testing::ElementsAre(store::Detail::kCommits));
    EXPECT_EQ(options.author, "me");
    EXPECT_EQ(options.filter, "gguf");
    EXPECT_EQ(options.limit, 7);
    EXPECT_EQ(options.order, store::WorkOrder::kPopular);
    EXPECT_EQ(options.min_likes, 3);
    EXPECT_EQ(options.min_downloads, 4);
}

TEST_F(CrawlLine, RefusesOptionsThatTheOthersLeaveIdle) {
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"--seed", "7"},
                                               {"--only", "listing", "--min-likes", "3"},
                                               {"--only", "listing", "--order", "popular"},
                                               {"--only", "commits", "--refresh-discussions", "1d"},
                                               {"--only", "discussions", "--relist-after", "1d"}}) {
        make_line();
        EXPECT_THROW(settings(words), core::UsageError) << words.back();
    }
}

TEST_F(CrawlLine, BuildsTheManners) {
    using namespace std::chrono_literals;
    const auto& options =
        settings({"--concurrency", "8", "--quota-share", "0.5", "--no-wait", "--max-requests", "9",
                  "--max-time", "6h", "--max-wait", "90s", "--relist-after", "2d",
                  "--resume-within", "3w", "--refresh-discussions", "1w"})
            .options;
    EXPECT_EQ(options.concurrency, 8);
    EXPECT_EQ(options.quota_share, 0.5);
    EXPECT_FALSE(options.wait);
    EXPECT_EQ(options.max_requests, 9);
    EXPECT_EQ(options.max_time, 6h);
    EXPECT_EQ(options.max_wait, 90s);
    EXPECT_EQ(options.relist_after, 48h);
    EXPECT_EQ(options.resume_within, 21 * 24h);
    EXPECT_EQ(options.refresh_discussions, 168h);
}

TEST_F(CrawlLine, ASampleKnowsItsStrata) {
    const auto& options =
        settings({"--sample", "100", "--seed", "5", "--sample-by", "kind,subfield"}).options;
    EXPECT_EQ(options.sample, 100);
    EXPECT_EQ(options.seed, 5U);
    EXPECT_THAT(options.sample_by, testing::ElementsAre("kind", "subfield"));
}

TEST_F(CrawlLine, StrataWithoutASampleMakeNoSense) {
    EXPECT_THROW(settings({"--sample-by", "kind"}), core::UsageError);
}

TEST_F(CrawlLine, AssumedCountsBelongToAPlan) {
    const auto& settled = settings(
        {"--plan", "--offline", "--assume", "models=10,spaces=5", "--assume", "datasets=0"});
    EXPECT_TRUE(settled.plan && settled.plan_options.offline);
    EXPECT_THAT(settled.plan_options.assumed,
                testing::ElementsAre(testing::Pair(core::Kind::kModel, 10),
                                     testing::Pair(core::Kind::kDataset, 0),
                                     testing::Pair(core::Kind::kSpace, 5)));
}

TEST_F(CrawlLine, AssumedCountsWithoutAPlanMakeNoSense) {
    EXPECT_THROW(settings({"--assume", "models=10"}), core::UsageError);
}

TEST_F(CrawlLine, AssumedCountsNeedAKindAndANumber) {
    EXPECT_THROW(settings({"--plan", "--assume", "models"}), core::UsageError);
    EXPECT_THROW(settings({"--plan", "--assume", "models=9000000000000000000"}), core::UsageError);
}

TEST_F(CrawlLine, TheContactMayComeFromTheEnvironment) {
    environment_.variables["HUBMINE_CONTACT"] = "me@example.org";
    EXPECT_EQ(settings({}).options.contact, "me@example.org");
}

TEST_F(CrawlLine, TheTokenIsNoPartOfTheParsedOptions) {
    environment_.variables["HF_TOKEN"] = "hf_x";
    const auto& settled = settings({});
    EXPECT_EQ(settled.options.token, "");
    EXPECT_EQ(settled.token.token, "hf_x");
}

TEST_F(CrawlLine, OfflineMeansNothingIsAsked) {
    environment_.variables["TRANSFORMERS_OFFLINE"] = "true";
    EXPECT_THROW(settings({}), core::UsageError);
}

TEST_F(CrawlLine, OfflineStillPlans) {
    environment_.variables["HF_HUB_OFFLINE"] = "1";
    EXPECT_TRUE(settings({"--plan", "--offline"}).plan);
}

}  // namespace
}  // namespace hubmine::cli
