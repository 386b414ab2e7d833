#include "hubmine/core/error.hpp"

#include "crawl/crawl_fixture.hpp"

#include <ostream>

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;

struct Matrix {
    std::string rates;
    std::uint64_t seed = 1;
    friend void PrintTo(const Matrix& matrix, std::ostream* out) {
        *out << matrix.rates << " seed " << matrix.seed;
    }
};

class FaultMatrix : public CrawlTest, public testing::WithParamInterface<Matrix> {};

/// Whatever goes wrong on the way, what ends up in the store is what the Hub says.
TEST_P(FaultMatrix, LeavesNoTraceInTheStore) {
    const demohub::Server elsewhere(small_hub());
    demohub::Options faulty = small_hub();
    faulty.tokens = {"hf_secret"};
    const demohub::Server sound(faulty);
    Options undisturbed = options_for(sound, "sound.db");
    undisturbed.token = "hf_secret";
    crawl(undisturbed);

    faulty.faults = demohub::parse_fault_rates(GetParam().rates);
    faulty.fault_seed = GetParam().seed;
    faulty.hang = milliseconds(600);
    faulty.limited_for = std::chrono::seconds(0);
    faulty.evil_origin = elsewhere.url();
    const demohub::Server hub(faulty);
    Options options = options_for(hub, "faulty.db");
    options.token = "hf_secret";
    options.max_attempts = 40;
    options.concurrency = 16;
    options.first_byte_timeout = milliseconds(300);
    options.stall_timeout = milliseconds(300);
    const Summary summary = crawl(options);

    EXPECT_EQ(summary.ending, Ending::kDone);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_FALSE(hub.stats().faults.empty());
    EXPECT_EQ(dump_store(file("faulty.db")), dump_store(file("sound.db")));
    EXPECT_EQ(elsewhere.stats().requests, 0);
}

constexpr std::string_view kAllTogether =
    "5xx=0.05,reset=0.05,truncate=0.05,malformed=0.05,html=0.05,hang=0.05,stall=0.05,429=0.05,"
    "429bare=0.05,shift=0.05,evil-link=0.05,evil-redirect=0.05";

std::vector<Matrix> matrices() {
    std::vector<Matrix> all;
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        for (const char* fault : {"5xx=0.2", "reset=0.2", "truncate=0.2", "malformed=0.2",
                                  "html=0.2", "hang=0.1", "stall=0.1", "429=0.05", "429bare=0.2",
                                  "shift=0.2", "evil-link=0.2", "evil-redirect=0.2"}) {
            all.push_back({fault, seed});
        }
        all.push_back({std::string(kAllTogether), seed});
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(, FaultMatrix, testing::ValuesIn(matrices()));

using Faults = CrawlTest;

TEST_F(Faults, APageThatLosesItsLinkIsNotTakenForTheLast) {
    demohub::Server hub(small_hub());
    crawl(options_for(hub, "sound.db"));
    hub.script("/api/models?", demohub::Fault::kNoLink);
    hub.script("/api/models/", demohub::Fault::kNoLink, 10);
    Options options = options_for(hub);
    options.page_limit = 5;
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_EQ(hub.stats().faults.at("no-link"), 11);
    EXPECT_EQ(dump_store(file("hub.db")), dump_store(file("sound.db")));
}

TEST_F(Faults, RetriesTheFirstRequestOfAllToo) {
    demohub::Server hub(small_hub());
    hub.script("/api/", demohub::Fault::kServerError, 3);
    EXPECT_FALSE(crawl(options_for(hub)).incomplete());
}

TEST_F(Faults, AreRecordedWithTheirReasonAndRetriedByTheNextRun) {
    demohub::Server hub(small_hub());
    hub.script("/api/models/solo9/model-0/commits", demohub::Fault::kServerError, 3);
    Options options = options_for(hub);
    options.max_attempts = 3;
    const Summary summary = crawl(options);
    EXPECT_TRUE(summary.incomplete());
    EXPECT_EQ(summary.fetched.at("commits failed"), 1);
    EXPECT_EQ(summary.left, 1);
    EXPECT_THAT(
        rows_of(file("hub.db"), "SELECT attempts, message FROM fetches WHERE state = 'failed'"),
        testing::ElementsAre(testing::MatchesRegex("3\\|HTTP 50[0-9]")));
    const auto asked = hub.stats().requests;
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_EQ(hub.stats().requests, asked + 1);
}

TEST_F(Faults, OfAListLeaveTheSnapshotIncomplete) {
    demohub::Server hub(small_hub());
    hub.script("/api/datasets?", demohub::Fault::kServerError, 3);
    Options options = options_for(hub);
    options.max_attempts = 3;
    const Summary summary = crawl(options);
    EXPECT_TRUE(summary.incomplete());
    EXPECT_FALSE(summary.lists_complete);
    EXPECT_THAT(notices_, testing::Contains(testing::HasSubstr("list of datasets cannot be read")));
    EXPECT_FALSE(crawl(options).incomplete());
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT complete FROM snapshots"),
                testing::ElementsAre("1"));
}

TEST_F(Faults, TooLargeRepliesAreRefused) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub);
    options.max_reply_bytes = 2000;
    const Summary summary = crawl(options);
    EXPECT_TRUE(summary.incomplete());
    EXPECT_THAT(notices_, testing::Contains(testing::HasSubstr("larger than 2000 bytes")));
}

TEST_F(Faults, OfTheWholeHubOpenTheBreakerAndEndTheRun) {
    demohub::Options down = small_hub();
    down.faults = demohub::parse_fault_rates("5xx=1");
    const demohub::Server hub(down);
    Options options = options_for(hub);
    options.max_attempts = 1000;
    options.retry_cap = milliseconds(5);
    const Summary summary = crawl(options);
    EXPECT_EQ(summary.ending, Ending::kUnavailable);
    EXPECT_THAT(notices_, testing::Contains(testing::HasSubstr("the Hub is down")));
    EXPECT_LT(hub.stats().requests, 100);
}

TEST_F(Faults, HostileTextNeitherCrashesNorCorrupts) {
    demohub::Server hub(small_hub());
    const std::string deep = std::string(100000, '[') + std::string(100000, ']');
    const std::string rows =
        R"([{"_id":"aaaaaaaaaaaaaaaaaaaaaaaa","id":"x/lone-\ud800","likes":1e999,"tags":["a\u0000b"]},)"
        R"({"_id":"bbbbbbbbbbbbbbbbbbbbbbbb","id":"x/../../y","downloads":12345678901234567890123,)"
        "\"pipeline_tag\":\"bad \xFF byte\",\"cardData\":{\"x\":" +
        deep + "}}]";
    hub.script("/api/models?", demohub::CannedReply{200, rows});
    Options options = options_for(hub);
    options.kinds = {core::Kind::kModel};
    const Summary summary = crawl(options);
    EXPECT_TRUE(summary.lists_complete);
    EXPECT_EQ(summary.malformed, 3);
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT id, likes, downloads, pipeline_tag FROM models"),
                testing::UnorderedElementsAre("x/lone-\xEF\xBF\xBD|-|-|-",
                                              "x/../../y|-|-|bad \xEF\xBF\xBD byte"));
    EXPECT_THAT(rows_of(file("hub.db"), "SELECT tag FROM repo_tags"), testing::ElementsAre("ab"));
    EXPECT_THAT(rows_of(file("hub.db"), "PRAGMA integrity_check"), testing::ElementsAre("ok"));
    for (const auto& [path, times] : hub.stats().by_path) {
        EXPECT_THAT(path, testing::StartsWith("/api/models"));
    }
}

TEST_F(Faults, OfAFullDiskKeepTheStoreSound) {
    const demohub::Server hub(small_hub());
    Options options = options_for(hub, "full.db");
    options.store_max_pages = 60;
    EXPECT_THROW(crawl(options), core::Error);
    EXPECT_THAT(rows_of(file("full.db"), "PRAGMA integrity_check"), testing::ElementsAre("ok"));
    options.store_max_pages = 0;
    EXPECT_FALSE(crawl(options).incomplete());
    crawl(options_for(hub, "whole.db"));
    EXPECT_EQ(dump_store(file("full.db")), dump_store(file("whole.db")));
}

}  // namespace
}  // namespace hubmine::crawl
