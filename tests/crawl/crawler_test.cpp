#include "hubmine/crawl/crawler.hpp"

#include "hubmine/core/error.hpp"

#include "crawl/crawl_fixture.hpp"

#include <thread>

namespace hubmine::crawl {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(CrawlTest, BringsTheWholeHubIntoTheStore) {
    const demohub::Server hub(small_hub());
    const Summary summary = crawl(options_for(hub));
    EXPECT_EQ(summary.ending, Ending::kDone);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_EQ(summary.listed, 118);
    EXPECT_EQ(summary.added, 118);
    EXPECT_EQ(summary.malformed, 0);
    EXPECT_EQ(summary.requests, hub.stats().requests);
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT kind, count(*) FROM repos GROUP BY kind"),
                ElementsAre("dataset|18", "model|60", "space|40"));
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT complete FROM snapshots"), ElementsAre("1"));
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT sum(pending), sum(failed) FROM coverage"),
                ElementsAre("0|0"));
    EXPECT_THAT(notices_, IsEmpty());
}

TEST_F(CrawlTest, AsksForNothingTwice) {
    const demohub::Server hub(small_hub());
    crawl(options_for(hub));
    for (const auto& [target, times] : hub.stats().by_target) {
        EXPECT_EQ(times, 1) << target;
    }
}

TEST_F(CrawlTest, NeverTouchesFilesAndSaysWhoItIs) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.contact = "ann@example.org";
    crawl(options);
    for (const auto& [path, times] : hub.stats().by_path) {
        EXPECT_THAT(path, Not(HasSubstr("/resolve/")));
        EXPECT_THAT(path, Not(HasSubstr("/raw/")));
    }
    ASSERT_EQ(hub.stats().user_agents.size(), 1U);
    EXPECT_THAT(*hub.stats().user_agents.begin(),
                testing::MatchesRegex("hubmine/[0-9.]+ \\(\\+https://[^;]+; ann@example.org\\)"));
}

TEST_F(CrawlTest, GoesOnWhereABudgetEndedIt) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub, "pieces.db");
    options.max_requests = 23;
    int runs = 0;
    for (Summary summary; runs < 100; ++runs) {
        summary = crawl(options);
        EXPECT_LE(summary.requests, 23);
        if (summary.ending == Ending::kDone) {
            EXPECT_FALSE(summary.incomplete());
            break;
        }
        EXPECT_EQ(summary.ending, Ending::kBudget);
        EXPECT_TRUE(summary.incomplete());
    }
    EXPECT_GT(runs, 5);
    const auto asked = hub.stats().requests;
    crawl(options_for(hub, "whole.db"));
    EXPECT_EQ(dump_store(file("pieces.db")), dump_store(file("whole.db")));
    // A restart may ask once more for what was in flight, no more.
    EXPECT_LE(asked, hub.stats().requests - asked + runs);
}

TEST_F(CrawlTest, IsDoneWhenTheBudgetEndsWithTheWork) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.kinds = {core::Kind::kModel};
    options.details.clear();
    options.max_requests = 3;
    EXPECT_EQ(crawl(options).ending, Ending::kDone);
}

TEST_F(CrawlTest, KnowsTheSameHubWithATrailingSlash) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.kinds = {core::Kind::kDataset};
    crawl(options);
    options.endpoint += "/";
    EXPECT_FALSE(crawl(options).incomplete());
}

TEST_F(CrawlTest, KeepsWhatCameWhenItIsInterrupted) {
    demohub::Options slow = small_hub();
    slow.latency = std::chrono::milliseconds(5);
    const demohub::Server hub(slow);
    std::stop_source stop;
    std::jthread signal([&] {
        while (hub.stats().requests < 60) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        stop.request_stop();
    });
    const Summary summary = run(options_for(hub), hooks(), stop.get_token());
    EXPECT_EQ(summary.ending, Ending::kInterrupted);
    EXPECT_TRUE(summary.incomplete());
    // Whatever was asked before the signal is in the store: the next run asks the rest only.
    EXPECT_EQ(summary.requests, hub.stats().requests);
    EXPECT_FALSE(crawl(options_for(hub)).incomplete());
    for (const auto& [target, times] : hub.stats().by_target) {
        // The signal may come between a name's redirect and what it leads to.
        EXPECT_LE(times, target.starts_with("/api/models/bert-legacy?") ? 2 : 1) << target;
    }
}

TEST_F(CrawlTest, ReadsOnlyWhatIsAskedFor) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.kinds = {core::Kind::kDataset};
    options.details.erase(store::Detail::kDiscussions);
    const Summary summary = crawl(options);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_EQ(hub.stats().by_route.size(), 2U);
    EXPECT_EQ(hub.stats().by_route.count("list datasets"), 1U);
    EXPECT_EQ(hub.stats().by_route.count("commits datasets"), 1U);
}

TEST_F(CrawlTest, StopsAtTheAskedNumberOfRepositories) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.limit = 15;
    options.details.clear();
    const Summary summary = crawl(options);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_EQ(hub.stats().requests, 3);
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT kind, count(*) FROM repos GROUP BY kind"),
                ElementsAre("dataset|15", "model|15", "space|15"));
}

TEST_F(CrawlTest, TellsAnUnreachableHostQuickly) {
    Options options;
    options.store = file("hub.db");
    options.endpoint = "http://127.0.0.1:1";
    const auto begun = std::chrono::steady_clock::now();
    try {
        crawl(options);
        FAIL() << "it should have failed";
    } catch (const core::Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("cannot reach the Hub"));
        EXPECT_THAT(error.what(), Not(HasSubstr("?limit=")));
        EXPECT_EQ(error.exit_code(), core::ExitCode::kError);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

TEST_F(CrawlTest, LeavesWhenTheTokenIsWrong) {
    demohub::Options guarded = small_hub();
    guarded.tokens = {"hf_right"};
    const demohub::Server hub(guarded);
    Options options = options_for(hub);
    options.token = "hf_wrong";
    try {
        crawl(options);
        FAIL() << "it should have been refused";
    } catch (const core::RefusedError& error) {
        EXPECT_THAT(error.what(), Not(HasSubstr("hf_wrong")));
    }
    options.token = "hf_right";
    EXPECT_FALSE(crawl(options).incomplete());
}

TEST_F(CrawlTest, DropsAFieldThatTheHubDoesNotKnowAnyMore) {
    demohub::Server hub(small_hub());
    hub.script("/api/models?",
               demohub::CannedReply{400,
                                    "{\"error\":\"\xE2\x9C\x96 Invalid option: expected one of "
                                    "\\\"author\\\"|\\\"likes\\\"|\\\"tags\\\"|\\\"sha\\\"|"
                                    "\\\"createdAt\\\"|\\\"lastModified\\\"\"}"});
    const Summary summary = crawl(options_for(hub));
    EXPECT_FALSE(summary.incomplete());
    EXPECT_THAT(
        rows_of(file("hub.db"), "SELECT count(*), count(likes), count(downloads) FROM models"),
        ElementsAre("60|60|0"));
}

TEST_F(CrawlTest, StartsAListOverWhenItsCursorHasExpired) {
    demohub::Server hub(small_hub());
    Options options = options_for(hub, "expired.db");
    options.details.clear();
    options.max_requests = 4;
    crawl(options);
    hub.expire_cursors();
    options.max_requests.reset();
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(notices_, Contains(HasSubstr("starts over")));
    options.store = file("fresh.db");
    crawl(options);
    EXPECT_EQ(dump_store(file("expired.db")), dump_store(file("fresh.db")));
}

TEST_F(CrawlTest, SecondCrawlOnTheSameStoreLeavesAtOnce) {
    demohub::Options slow = small_hub();
    slow.latency = std::chrono::milliseconds(20);
    const demohub::Server hub(slow);
    std::jthread first([&] { run(options_for(hub), Hooks{}, std::stop_token()); });
    while (hub.stats().requests < 3) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    try {
        crawl(options_for(hub));
        FAIL() << "it should have been busy";
    } catch (const core::BusyError& error) {
        EXPECT_THAT(error.what(), HasSubstr(std::to_string(getpid())));
    }
}

TEST_F(CrawlTest, ReadsTheGoldenWorldWhereItIsThere) {
    const auto world =
        std::filesystem::path(HUBMINE_TEST_DATA) / "../../../shared/golden-tiny/world";
    demohub::Options options = small_hub();
    if (std::filesystem::is_directory(world)) {
        options.world = world;
    }
    const demohub::Server hub(options);
    const Summary summary = crawl(options_for(hub));
    EXPECT_FALSE(summary.incomplete());
    EXPECT_EQ(summary.malformed, 0);
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT sum(pending), sum(failed) FROM coverage"),
                ElementsAre("0|0"));
}

}  // namespace
}  // namespace hubmine::crawl
