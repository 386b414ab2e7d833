#include "hubmine/core/error.hpp"

#include "crawl/crawl_fixture.hpp"

#include <fmt/format.h>

namespace hubmine::crawl {
namespace {

using demohub::CannedReply;
using std::chrono::milliseconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr int kForEver = 100000;
constexpr const char* kCommits = "/api/models/solo9/model-0/commits";
constexpr const char* kDiscussions = "/api/models/solo9/model-0/discussions";

CannedReply json(int status, std::string body,
                 std::vector<std::pair<std::string, std::string>> headers = {}) {
    return {status, std::move(body), "application/json", std::move(headers)};
}

/// A page of a list of models; `next` is the path of the page after it.
CannedReply page_of(const std::vector<int>& numbers, const std::string& next = "") {
    std::string rows;
    for (const int number : numbers) {
        rows += fmt::format(R"({}{{"_id":"{:024x}","id":"x/m{}"}})", rows.empty() ? "" : ",",
                            number, number);
    }
    CannedReply reply = json(200, "[" + rows + "]");
    if (!next.empty()) {
        reply.headers.emplace_back("Link", "<" + next + ">; rel=\"next\"");
    }
    return reply;
}

/// A Hub of which a test dictates the worst; nothing of it may hold up or mislead a crawl.
class HostileHub : public CrawlTest {
  protected:
    HostileHub() : hub_(small_hub()), options_(options_for(hub_)) { options_.max_attempts = 3; }

    /// The models' lists alone.
    void list_models_only() {
        options_.kinds = {core::Kind::kModel};
        options_.details.clear();
    }
    [[nodiscard]] std::vector<std::string> failures() const {
        return rows_of(options_.store,
                       "SELECT what, http_status, message FROM fetches WHERE state = 'failed'");
    }

    demohub::Server hub_;
    Options options_;
};

TEST_F(HostileHub, AListPageThatNamesItselfAsTheNextFailsTheList) {
    list_models_only();
    hub_.script("/api/models?limit", page_of({1, 2}, "/api/models?cursor=1"), kForEver);
    hub_.script("/api/models?cursor=1", page_of({3, 4}, "/api/models?cursor=1"), kForEver);
    EXPECT_FALSE(crawl(options_).lists_complete);
    EXPECT_EQ(hub_.stats().requests, 1 + 3);
    EXPECT_THAT(notices_, Contains(HasSubstr("one read before")));
}

TEST_F(HostileHub, AListThatComesRoundAgainFails) {
    list_models_only();
    hub_.script("/api/models?limit", page_of({1, 2}, "/api/models?cursor=1000"), kForEver);
    for (int i = 1000; i < 1100; ++i) {
        const int row = 3 + 2 * (i % 3);
        hub_.script(fmt::format("/api/models?cursor={}", i),
                    page_of({row, row + 1}, fmt::format("/api/models?cursor={}", i + 1)), kForEver);
    }
    EXPECT_FALSE(crawl(options_).lists_complete);
    EXPECT_LT(hub_.stats().requests, 40);
    EXPECT_THAT(notices_, Contains(HasSubstr("comes round again")));
}

TEST_F(HostileHub, AListOfEmptyPagesFails) {
    list_models_only();
    options_.max_requests = 300;
    hub_.script("/api/models?limit", page_of({1, 2}, "/api/models?cursor=1000"), kForEver);
    for (int i = 1000; i < 1200; ++i) {
        hub_.script(fmt::format("/api/models?cursor={}", i),
                    page_of({}, fmt::format("/api/models?cursor={}", i + 1)), kForEver);
    }
    EXPECT_EQ(crawl(options_).ending, Ending::kDone);
    EXPECT_LT(hub_.stats().requests, 20);
    EXPECT_THAT(notices_, Contains(HasSubstr("goes on without rows")));
}

TEST_F(HostileHub, AnAddressSeenInTheWalkFailsTheListThoughItsRowsAreNew) {
    list_models_only();
    hub_.script("/api/models?limit", page_of({1, 2}, "/api/models?cursor=1"));
    for (int i = 0; i < 100; ++i) {
        for (int page = 1; page <= 3; ++page) {
            hub_.script(
                fmt::format("/api/models?cursor={}", page),
                page_of({10 + 3 * i + page}, fmt::format("/api/models?cursor={}", page % 3 + 1)));
        }
    }
    EXPECT_FALSE(crawl(options_).lists_complete);
    EXPECT_LT(hub_.stats().requests, 12);
    EXPECT_THAT(notices_, Contains(HasSubstr("one read before")));
}

TEST_F(HostileHub, TheNextRunDoesNotGoOnInsideTheCircle) {
    list_models_only();
    hub_.script("/api/models?limit", page_of({1, 2}, "/api/models?cursor=1"));
    hub_.script("/api/models?cursor=1", page_of({3, 4}, "/api/models?cursor=2"));
    hub_.script("/api/models?cursor=2", page_of({5, 6}, "/api/models?cursor=1"), kForEver);
    EXPECT_FALSE(crawl(options_).lists_complete);
    hub_.script("/api/models?limit", page_of({1, 2, 3, 4, 5, 6, 7}), kForEver);
    EXPECT_TRUE(crawl(options_).lists_complete);
    EXPECT_THAT(rows_of(options_.store, "SELECT count(*) FROM models"), ElementsAre("7"));
}

TEST_F(HostileHub, AListThatAlwaysBringsNewRowsEndsAtMaxPages) {
    list_models_only();
    options_.max_pages = 30;
    hub_.script("/api/models?limit", page_of({1}, "/api/models?cursor=1000"), kForEver);
    for (int i = 1000; i < 1200; ++i) {
        hub_.script(fmt::format("/api/models?cursor={}", i),
                    page_of({i}, fmt::format("/api/models?cursor={}", i + 1)), kForEver);
    }
    EXPECT_FALSE(crawl(options_).lists_complete);
    EXPECT_LT(hub_.stats().requests, 40);
    EXPECT_THAT(notices_, Contains(HasSubstr("more than 30 pages (--max-pages)")));
}

/// A page of commits that no other page has.
std::string new_commits(int page, int rows) {
    std::string body;
    for (int row = 0; row < rows; ++row) {
        body += fmt::format(R"({}{{"id":"{:040x}","title":"x"}})", body.empty() ? "" : ",",
                            page * 1000 + row + 1);
    }
    return "[" + body + "]";
}

TEST_F(HostileHub, CommitsThatNeverEndAreLeftBeyondWhatTheHubCounts) {
    for (int page = 0; page < 200; ++page) {
        hub_.script(kCommits, json(200, new_commits(page, 22),
                                   {{"X-Total-Count", std::to_string(5 + 22 * (page + 1))}}));
    }
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(failures(), ElementsAre("commits|200|more rows than the 27 that the Hub counts"));
}

TEST_F(HostileHub, CommitsThatNeverEndAreLeftAtMaxPagesAndReadAnewByTheNextRun) {
    options_.max_pages = 30;
    for (int page = 0; page < 30; ++page) {
        hub_.script(kCommits, json(200, new_commits(page, 22)));
    }
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(failures(), ElementsAre("commits|200|more than 30 pages (--max-pages)"));
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(rows_of(options_.store,
                        "SELECT count(*) FROM commits JOIN models USING (repo_id) WHERE "
                        "models.id = 'solo9/model-0' AND title = 'x'"),
                ElementsAre("0"));
}

TEST_F(HostileHub, AListThatWasLeftAtMaxPagesIsReadAnewByTheNextRun) {
    list_models_only();
    options_.max_pages = 2;
    hub_.script("/api/models?limit", page_of({1}, "/api/models?cursor=1"));
    hub_.script("/api/models?cursor=1", page_of({2}, "/api/models?cursor=2"), kForEver);
    EXPECT_FALSE(crawl(options_).lists_complete);
    hub_.script("/api/models?limit", page_of({1, 2, 3}));
    EXPECT_TRUE(crawl(options_).lists_complete);
    EXPECT_THAT(rows_of(options_.store, "SELECT count(*) FROM models"), ElementsAre("3"));
}

TEST_F(HostileHub, DiscussionsInOnePageThatStartAtTheirEndAreNotAllThereAre) {
    hub_.script(kDiscussions, json(200, R"({"discussions":[{"num":1,"title":"t","status":"open"}],)"
                                        R"("count":201,"start":200})"));
    crawl(options_);
    EXPECT_EQ(hub_.stats().by_target.at(std::string(kDiscussions) + "?status=all&p=0"), 2);
}

TEST_F(HostileHub, AnXTotalCountBeyondAllBoundsSaysNothing) {
    hub_.script(kCommits, json(200, new_commits(0, 3), {{"X-Total-Count", "9223372036854775807"}}));
    options_.details.erase(store::Detail::kDiscussions);
    crawl(options_);
    EXPECT_EQ(hub_.stats().by_target.count(std::string(kCommits) + "/main?limit=22&p=1"), 0U);
}

TEST_F(HostileHub, ARowOfFiftyThousandParentsIsStoredInOnePass) {
    list_models_only();
    options_.max_lookups = 10;
    std::string tags;
    for (int i = 0; i < 50000; ++i) {
        tags += fmt::format("{}\"base_model:a/{}\"", i > 0 ? "," : "", i);
    }
    hub_.script("/api/models?limit",
                json(200, R"([{"_id":"000000000000000000000001","id":"x/m1","tags":[)" + tags +
                              R"(]},{"_id":"000000000000000000000002","id":"x/)" +
                              std::string(1 << 20, 'm') + R"("}])"));
    const Summary summary = crawl(options_);
    EXPECT_EQ(summary.listed, 1);
    EXPECT_EQ(summary.malformed, 1);
    EXPECT_EQ(summary.names_left, 49990);
    EXPECT_THAT(rows_of(options_.store, "SELECT json_array_length(base_models) FROM repo"),
                ElementsAre("50000"));
}

TEST_F(HostileHub, DiscussionsThatStartBeyondTheirCountFail) {
    hub_.script(kDiscussions,
                json(200, R"({"discussions":[{"num":1,"title":"t","status":"open"}],)"
                          R"("count":3,"start":4})"),
                kForEver);
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(failures(),
                ElementsAre("discussions|200|the discussions start beyond their count"));
}

TEST_F(HostileHub, APageThatEndsElsewhereWhenAskedAgainLosesNoRow) {
    list_models_only();
    hub_.script("/api/models?limit", page_of({1, 2}, "/api/models?cursor=1"));
    CannedReply broken = page_of({3, 4}, "/api/models?cursor=9");
    broken.body = "[{";
    hub_.script("/api/models?cursor=1", broken);
    hub_.script("/api/models?cursor=1", page_of({3, 4}, "/api/models?cursor=2"));
    hub_.script("/api/models?cursor=9", page_of({6}), kForEver);
    hub_.script("/api/models?cursor=2", page_of({5, 6}), kForEver);
    EXPECT_TRUE(crawl(options_).lists_complete);
    EXPECT_THAT(rows_of(options_.store, "SELECT id FROM models ORDER BY id"),
                ElementsAre("x/m1", "x/m2", "x/m3", "x/m4", "x/m5", "x/m6"));
}

TEST_F(HostileHub, ALinkBesideAnotherLinkIsFollowed) {
    list_models_only();
    CannedReply first = page_of({1, 2}, "/api/models?cursor=1");
    first.headers.emplace_back("Link", "<https://cdn.example>; rel=\"preconnect\"");
    hub_.script("/api/models?limit", first);
    hub_.script("/api/models?cursor=1", page_of({3}));
    EXPECT_TRUE(crawl(options_).lists_complete);
    EXPECT_THAT(rows_of(options_.store, "SELECT count(*) FROM models"), ElementsAre("3"));
}

TEST_F(HostileHub, CommitsThatNameTheirOwnPageAsTheNextFail) {
    const std::string link =
        fmt::format("<{}{}/main?limit=22&p=0>; rel=\"next\"", hub_.url(), kCommits);
    hub_.script(kCommits,
                json(200, R"([{"id":"aa","title":"x","date":"2023-01-01T00:00:00.000Z"}])",
                     {{"Link", link}}),
                kForEver);
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(failures(), ElementsAre("commits|200|the next page is one read before"));
}

TEST_F(HostileHub, DiscussionsThatDoNotGetOnFail) {
    hub_.script(kDiscussions,
                json(200, R"({"discussions":[{"num":1,"title":"t","status":"open",)"
                          R"("isPullRequest":false,"author":null,)"
                          R"("createdAt":"2023-01-01T00:00:00.000Z"}],"count":3,"start":0})"),
                kForEver);
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(failures(), ElementsAre("discussions|200|the discussions come round again"));
}

TEST_F(HostileHub, ARefusedSortFailsTheListAndDropsNoField) {
    list_models_only();
    hub_.script("/api/models?",
                json(400,
                     "{\"error\":\"\xE2\x9C\x96 Invalid option: expected one of "
                     "\\\"createdAt\\\"|\\\"lastModified\\\"|\\\"downloads\\\"|\\\"likes\\\"|"
                     "\\\"trendingScore\\\" \xE2\x86\x92 at sort\"}"),
                kForEver);
    EXPECT_FALSE(crawl(options_).lists_complete);
    EXPECT_EQ(hub_.stats().requests, 1);
    EXPECT_THAT(notices_, Contains(HasSubstr("at sort")));
}

TEST_F(HostileHub, WebPagesInPlaceOfEveryReadOpenTheBreaker) {
    hub_.script("/api/models/", demohub::Fault::kHtml, kForEver);
    hub_.script("/api/datasets/", demohub::Fault::kHtml, kForEver);
    hub_.script("/api/spaces/", demohub::Fault::kHtml, kForEver);
    EXPECT_EQ(crawl(options_).ending, Ending::kUnavailable);
    EXPECT_LT(hub_.stats().requests, 300);  // of 700: lists answer meanwhile
}

TEST_F(HostileHub, RepliesThatCannotBeReadOpenTheBreaker) {
    for (const char* kind : {"/api/models/", "/api/datasets/", "/api/spaces/"}) {
        hub_.script(kind, json(200, "[{"), kForEver);
    }
    EXPECT_EQ(crawl(options_).ending, Ending::kUnavailable);
    EXPECT_LT(hub_.stats().requests, 300);
}

TEST_F(HostileHub, ARedirectElsewhereIsRecordedAsWhatItWas) {
    hub_.set_evil_origin("http://127.0.0.1:1");
    hub_.script(kCommits, demohub::Fault::kEvilRedirect, kForEver);
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_THAT(failures(),
                ElementsAre("commits|307|a redirect to another host, http://127.0.0.1:1"));
}

TEST_F(HostileHub, AServerInTroubleForADayIsLeftToTheNextRun) {
    hub_.script(kCommits, json(503, "{}", {{"Retry-After", "86400"}}));
    const Summary summary = crawl(options_);
    EXPECT_LT(summary.elapsed, std::chrono::seconds(30));
    EXPECT_THAT(failures(), ElementsAre("commits|503|HTTP 503"));
    EXPECT_FALSE(crawl(options_).incomplete());
}

TEST_F(HostileHub, AToldWaitIsNotWaitedForBeyondMaxWait) {
    hub_.script(kCommits, json(503, "{}", {{"Retry-After", "200"}}));
    options_.max_wait = std::chrono::seconds(1);
    const Summary summary = crawl(options_);
    EXPECT_EQ(summary.ending, Ending::kLimit);
    EXPECT_LT(summary.elapsed, std::chrono::seconds(30));
    EXPECT_EQ(summary.left, 1);
}

TEST_F(HostileHub, AUsedUpWindowIsNoFailedAttempt) {
    hub_.script(kCommits, json(429, "{}", {{"RateLimit", "\"api\";r=0;t=0"}}), 3);
    options_.max_attempts = 1;
    EXPECT_FALSE(crawl(options_).incomplete());
}

TEST_F(HostileHub, ALookupThatIsRefusedAFieldGoesOnWithout) {
    hub_.script("/api/models/bert-legacy?",
                json(400, R"({"error":"Invalid option: expected one of \"author\"|\"sha\""})"));
    crawl(options_);
    EXPECT_THAT(rows_of(options_.store,
                        "SELECT count(*) FROM space_models WHERE target = 'bert-legacy' AND "
                        "target_repo_id IS NULL"),
                ElementsAre("0"));
    EXPECT_EQ(hub_.stats().by_target.count("/api/models/bert-legacy?expand[]=sha"), 1U);
}

TEST_F(HostileHub, ALookupThatIsRefusedStaysUntried) {
    hub_.script("/api/models/bert-legacy?", json(400, R"({"error":"No."})"));
    EXPECT_EQ(crawl(options_).fetched.at("targets failed"), 1);
    crawl(options_);
    EXPECT_THAT(rows_of(options_.store,
                        "SELECT count(*) FROM space_models WHERE target = 'bert-legacy' AND "
                        "target_repo_id IS NULL"),
                ElementsAre("0"));
}

TEST_F(HostileHub, CommitsLargerThanAnyHistoryAreRefused) {
    hub_.script(kCommits, json(200, "[" + std::string(std::size_t{17} << 20U, ' ') + "]"));
    crawl(options_);
    EXPECT_THAT(failures(), ElementsAre("commits|200|the reply is larger than 16777216 bytes"));
}

TEST_F(HostileHub, ANameTooLongToBeAskedForFailsItsOwnReadOnly) {
    crawl(options_);
    static_cast<void>(
        rows_of(options_.store,
                "UPDATE repo SET id = 'x/' || hex(zeroblob(4500000)) WHERE id = 'solo9/model-0'"));
    static_cast<void>(rows_of(options_.store, "UPDATE fetch SET state = 0"));
    options_.listing = false;
    const Summary summary = crawl(options_);
    EXPECT_EQ(summary.ending, Ending::kDone);
    EXPECT_EQ(summary.left, 2);
    EXPECT_THAT(failures(),
                ElementsAre("commits|-|the request cannot be sent: its address is too long",
                            "discussions|-|the request cannot be sent: its address is too long"));
}

TEST_F(HostileHub, ATypoInTheEndpointDoesNotSpoilTheStore) {
    Options typo = options_;
    typo.endpoint = "http://127.0.0.1:1";
    EXPECT_THROW(crawl(typo), core::Error);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(rows_of(options_.store, "SELECT endpoint FROM snapshots"), ElementsAre(hub_.url()));
    EXPECT_THROW(crawl(typo), core::UsageError);
}

TEST_F(HostileHub, AStoreThatIsTakenAwayEndsTheCrawl) {
    Hooks hooks;
    hooks.progress = [this](const Progress&) { std::filesystem::remove(options_.store); };
    bool has_closed = false;
    hooks.closing = [&](store::Store&, const Summary&) { has_closed = true; };
    try {
        static_cast<void>(run(options_, hooks, std::stop_token()));
        FAIL() << "it should have noticed";
    } catch (const core::Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("removed or replaced"));
    }
    EXPECT_FALSE(has_closed);
}

}  // namespace
}  // namespace hubmine::crawl
