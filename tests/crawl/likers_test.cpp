#include "crawl/society_fixture.hpp"

namespace hubmine::crawl {
namespace {

using core::Kind;
using demohub::CannedReply;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kLikers = "/api/models/lab/one/likers?expand[]=likeAt";
constexpr const char* kHeld =
    "SELECT id, count(*), min(position), max(position), min(liked_at), max(liked_at) "
    "FROM likes JOIN models USING (repo_id) GROUP BY id ORDER BY id";

class LikersTest : public SocietyTest {
  protected:
    LikersTest() { options_.details = {store::Detail::kLikers}; }

    [[nodiscard]] std::vector<std::string> staged() const {
        return rows_of(options_.store, "SELECT count(*) FROM staged_like");
    }
};

TEST_F(LikersTest, ReadsEveryPageAndKeepsOnlyWhenNotWho) {
    EXPECT_EQ(requests_of(options_), 3 + 4);
    EXPECT_THAT(asked(kHeld),
                ElementsAre("ann/two|2|0|1|2023-01-01T00:03:00.000Z|2023-01-01T00:09:00.000Z",
                            "lab/one|250|0|249|2023-01-01T00:00:00.000Z|2023-01-01T04:09:00.000Z"));
    EXPECT_EQ(summary_.malformed, 1);
    EXPECT_FALSE(summary_.incomplete());
    EXPECT_THAT(asked("SELECT * FROM coverage WHERE what = 'likers'"),
                ElementsAre("model|likers|5|5|0|0|0|0"));
    EXPECT_THAT(rows_of(options_.store, "SELECT name FROM author"), IsEmpty());
    EXPECT_THAT(staged(), ElementsAre("0"));
}

TEST_F(LikersTest, PositionsFollowTheTimes) {
    crawl(options_);
    EXPECT_THAT(asked("SELECT liked_at FROM likes JOIN models USING (repo_id) "
                      "WHERE id = 'lab/one' AND position IN (0, 1, 60) ORDER BY position"),
                ElementsAre("2023-01-01T00:00:00.000Z", "2023-01-01T00:01:00.000Z",
                            "2023-01-01T01:00:00.000Z"));
}

TEST_F(LikersTest, IsAskedAgainOnlyWhereLikesMoved) {
    hub_.world().set_likers(Kind::kModel, "lab/one", likers(250));
    list_again();
    crawl(options_);
    EXPECT_EQ(requests_of(options_), 0);
    hub_.world().set_downloads(Kind::kModel, "ann/two", 7777);
    hub_.world().set_likers(Kind::kModel, "lab/one", likers(120));
    list_again();
    EXPECT_EQ(requests_of(options_), 2);
    EXPECT_THAT(
        asked(kHeld),
        testing::Contains("lab/one|120|0|119|2023-01-01T00:00:00.000Z|2023-01-01T01:59:00.000Z"));
    *now_ += std::chrono::hours(24 * 400);
    EXPECT_EQ(requests_of(options_), 0);
}

TEST_F(LikersTest, GoesOnAtThePageWhereItWasInterrupted) {
    options_.concurrency = 1;
    options_.min_likes = 1;
    options_.author = "lab";
    options_.max_requests = 2;
    EXPECT_EQ(crawl(options_).ending, Ending::kBudget);
    EXPECT_THAT(asked(kHeld), IsEmpty()) << "replaced as a whole, at the end";
    EXPECT_THAT(staged(), ElementsAre("200"));
    options_.max_requests.reset();
    EXPECT_EQ(requests_of(options_), 1);
    EXPECT_THAT(asked("SELECT count(*) FROM likes"), ElementsAre("250"));
    EXPECT_THAT(staged(), ElementsAre("0"));
}

TEST_F(LikersTest, StartsOverWhereThePageHasLostItsMeaning) {
    options_.author = "lab";
    options_.max_requests = 2;
    options_.concurrency = 1;
    crawl(options_);
    options_.max_requests.reset();
    hub_.script(fmt::format("{}&cursor=200", kLikers),
                CannedReply{400, R"({"error":"Invalid cursor"})"});
    EXPECT_EQ(requests_of(options_), 1 + 3);
    EXPECT_THAT(asked("SELECT count(*) FROM likes"), ElementsAre("250"));
    EXPECT_FALSE(summary_.incomplete());
}

TEST_F(LikersTest, KeepsWhatIsHeldWhenALaterWalkFails) {
    crawl(options_);
    hub_.world().set_likers(Kind::kModel, "lab/one", likers(300));
    list_again();
    hub_.script(fmt::format("{}&cursor=100", kLikers), CannedReply{200, "{}"}, 100);
    options_.max_attempts = 2;
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(
        asked("SELECT count(*) FROM likes JOIN models USING (repo_id) WHERE id = 'lab/one'"),
        ElementsAre("250"));
    EXPECT_THAT(asked("SELECT message FROM fetches WHERE state = 'failed'"),
                ElementsAre(HasSubstr("the likers are no valid JSON")));
}

TEST_F(LikersTest, PagesThatComeRoundAgainFail) {
    options_.author = "lab";
    for (int page = 0; page < 40; ++page) {
        CannedReply reply{200, fmt::format("[{},{}]", liker(page % 2), liker(page % 2 + 5))};
        reply.headers.emplace_back(
            "Link", fmt::format("</api/models/lab/one/likers?cursor={}>; rel=\"next\"", page + 1));
        hub_.script(page == 0 ? std::string(kLikers)
                              : fmt::format("/api/models/lab/one/likers?cursor={}", page),
                    reply, 100);
    }
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(asked("SELECT message FROM fetches WHERE state = 'failed' AND what = 'likers'"),
                ElementsAre(HasSubstr("come round again")));
}

TEST_F(LikersTest, AHubThatTellsNoDatesIsReadToTheEnd) {
    options_.author = "lab";
    CannedReply first{200, R"([{"user":"a"},{"user":"b"}])"};
    first.headers.emplace_back("Link", "</api/models/lab/one/likers?cursor=1>; rel=\"next\"");
    hub_.script(kLikers, first);
    hub_.script("/api/models/lab/one/likers?cursor=1", CannedReply{200, R"([{"user":"c"}])"});
    EXPECT_EQ(requests_of(options_), 2);
    EXPECT_EQ(summary_.malformed, 3);
    EXPECT_THAT(asked("SELECT state FROM fetches WHERE what = 'likers' AND state <> 'pending'"),
                ElementsAre("complete"));
}

TEST_F(LikersTest, KeepsWhyTheyAreClosedOrGone) {
    hub_.script("/api/models/ann/two/likers", CannedReply{401,
                                                          R"({"error":"Access is restricted"})",
                                                          "application/json",
                                                          {{"X-Error-Code", "GatedRepo"}}});
    hub_.world().vanish(Kind::kModel, "lab/one");
    crawl(options_);
    EXPECT_THAT(asked("SELECT id, state, http_status FROM fetches JOIN models USING (repo_id) "
                      "WHERE what = 'likers' AND state <> 'complete' ORDER BY id"),
                ElementsAre("ann/two|unreadable|401", "lab/one|gone|401"));
}

TEST_F(LikersTest, FollowsARenamedRepositoryFromTheStart) {
    options_.author = "lab";
    options_.max_requests = 2;
    options_.concurrency = 1;
    crawl(options_);
    hub_.world().rename(Kind::kModel, "lab/one", "lab/uno");
    options_.max_requests.reset();
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(asked("SELECT id, count(*) FROM likes JOIN models USING (repo_id) GROUP BY id"),
                ElementsAre("lab/uno|250"));
}

/// Owners, storage and likers from a Hub where everything goes wrong now and then.
TEST_F(SocietyTest, WhateverGoesWrongOnTheWayLeavesNoTraceInTheStore) {
    options_.owners = true;
    options_.listing = true;
    options_.details = {store::Detail::kDiscussions, store::Detail::kStorage,
                        store::Detail::kLikers};
    crawl(options_);
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
        const demohub::Server elsewhere(small_hub());
        demohub::Options faulty = written();
        faulty.fault_seed = seed;
        faulty.limited_for = std::chrono::seconds(0);
        faulty.evil_origin = elsewhere.url();
        faulty.faults = demohub::parse_fault_rates(
            "5xx=0.1,reset=0.1,truncate=0.1,malformed=0.1,html=0.1,429bare=0.05,evil-link=0.1,"
            "evil-redirect=0.1");
        const demohub::Server hub(faulty);
        Options options = options_;
        options.endpoint = hub.url();
        options.store = file(fmt::format("faulty{}.db", seed));
        options.max_attempts = 40;
        EXPECT_FALSE(crawl(options).incomplete());
        EXPECT_EQ(dump_store(options.store), dump_store(options_.store)) << seed;
        EXPECT_EQ(elsewhere.stats().requests, 0);
    }
}

}  // namespace
}  // namespace hubmine::crawl
