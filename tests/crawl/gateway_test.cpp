#include "hubmine/core/error.hpp"

#include "crawl/crawl_fixture.hpp"

#include <fmt/format.h>

namespace hubmine::crawl {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kRepo = "/api/models/solo9/model-0";

demohub::CannedReply json(int status, std::string body,
                          std::vector<std::pair<std::string, std::string>> headers = {}) {
    return {status, std::move(body), "application/json", std::move(headers)};
}

/// A crawl through what stands between people and the Hub.
class GatewayTest : public CrawlTest {
  protected:
    /// Opens the small world behind a gateway that does these things.
    void stand_behind(const std::string& gateway, const std::string& path = "") {
        demohub::Options options = small_hub();
        options.gateway = demohub::parse_gateway(gateway);
        hub_ = std::make_unique<demohub::Server>(options);
        options_ = options_for(*hub_, fmt::format("{}.db", ++stores_));
        options_.endpoint += path;
        options_.max_attempts = 4;
    }
    StoreDump crawl_through(const std::string& gateway, const std::string& path = "") {
        stand_behind(gateway, path);
        EXPECT_FALSE(crawl(options_).incomplete()) << gateway;
        return dump_store(options_.store);
    }
    /// The one line that a crawl ends with.
    std::string refusal_of(const std::string& gateway) {
        stand_behind(gateway);
        try {
            crawl(options_);
        } catch (const core::Error& error) {
            EXPECT_EQ(error.exit_code(), core::ExitCode::kError) << gateway;
            return error.what();
        }
        return "none";
    }

    std::unique_ptr<demohub::Server> hub_;
    Options options_;
    int stores_ = 0;
};

TEST_F(GatewayTest, ALinkLineOfItsOwnHidesNoPage) {
    const StoreDump undisturbed = crawl_through("");
    EXPECT_EQ(crawl_through("preload"), undisturbed);
}

TEST_F(GatewayTest, AQuotaOfItsOwnDoesNotStallTheCrawl) {
    crawl_through("limits");
    EXPECT_EQ(hub_->stats().limited, 0);
}

TEST_F(GatewayTest, AMirrorMayPassOnWhatTheHubSays) {
    const StoreDump undisturbed = crawl_through("");
    EXPECT_EQ(crawl_through("passes-on"), undisturbed);
    EXPECT_EQ(crawl_through("prefix=/api/hub", "/api/hub"), undisturbed);
    EXPECT_EQ(crawl_through("prefix=/hub,passes-on", "/hub/"), undisturbed);
}

TEST_F(GatewayTest, OneHubHasOneSpelling) {
    stand_behind("prefix=/Hub", "/Hub");
    options_.max_requests = 3;
    crawl(options_);
    options_.endpoint = fmt::format("HTTP://127.0.0.1:{}/Hub/", hub_->port());
    options_.max_requests.reset();
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(rows_of(options_.store, "SELECT count(*), min(endpoint) FROM snapshots"),
                ElementsAre(fmt::format("1|{}/Hub", hub_->url())));
}

TEST_F(GatewayTest, AnOldSpellingOfTheEndpointInTheStoreIsTheSameHub) {
    stand_behind("");
    options_.max_requests = 3;
    crawl(options_);
    const std::string old = fmt::format("HTTP://127.0.0.1:{}/", hub_->port());
    for (const char* change : {"UPDATE fact SET value = '{}' WHERE key = 'endpoint'",
                               "UPDATE snapshot SET endpoint = '{}'"}) {
        static_cast<void>(rows_of(options_.store, fmt::format(fmt::runtime(change), old)));
    }
    options_.max_requests.reset();
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(rows_of(options_.store, "SELECT count(*), min(endpoint) FROM snapshots"),
                ElementsAre("1|" + old));
    options_.endpoint = "http://127.0.0.1:1";
    EXPECT_THROW(crawl(options_), core::UsageError);
}

TEST_F(GatewayTest, WhatNoRetryCanMendIsAnErrorThatSaysWhoAnswered) {
    EXPECT_THAT(refusal_of("login"),
                AllOf(HasSubstr("no Hub answers at http://127.0.0.1:"),
                      HasSubstr("HTTP 200, text/html from gateway/1.0, is not JSON")));
    EXPECT_THAT(refusal_of("block"),
                HasSubstr("HTTP 403, text/html from gateway/1.0, is not the Hub's"));
    EXPECT_THAT(refusal_of("portal"),
                HasSubstr("a redirect to another host, http://portal.invalid"));
    EXPECT_THAT(refusal_of("407"), HasSubstr("HTTP 407, text/html from gateway/1.0: the proxy "
                                             "wants to know who asks"));
    EXPECT_THAT(refusal_of("empty"), HasSubstr("the list is no valid JSON"));
    EXPECT_LE(hub_->stats().requests, 12);
}

TEST_F(GatewayTest, WhatTheHubNeverSaysIsSomebodyElses) {
    const std::vector<std::pair<std::string, std::string>> count{
        {"RateLimit", "\"api\";r=0;t=3600"}, {"Server", "portal/2"}};
    const std::vector<std::pair<demohub::CannedReply, std::string>> strangers{
        {{204, "", "text/html", count}, "HTTP 204, text/html from portal/2, is not the Hub's"},
        {{302, "", "text/html", count}, "HTTP 302, text/html from portal/2, is not the Hub's"},
        {{200, "<html>", "text/html", count}, "HTTP 200, text/html from portal/2, is not JSON"}};
    for (const auto& [reply, said] : strangers) {
        stand_behind("");
        hub_->script("/api/", reply, 100000);
        try {
            crawl(options_);
            FAIL() << said;
        } catch (const core::Error& error) {
            EXPECT_THAT(error.what(), AllOf(HasSubstr("no Hub answers at"), HasSubstr(said)));
        }
        EXPECT_LE(hub_->stats().requests, 12);
    }
}

TEST_F(GatewayTest, AnEndpointWithoutListsIsAnError) {
    EXPECT_THAT(refusal_of("prefix=/elsewhere"),
                AllOf(HasSubstr("there is no Hub at http://127.0.0.1:"), HasSubstr("HTTP 404"),
                      HasSubstr("check the endpoint")));
}

TEST_F(GatewayTest, APageOfSomebodyElseIsWaitedOutOnceTheHubWasMet) {
    stand_behind("");
    hub_->script("/api/models/solo9/model-0/commits",
                 demohub::CannedReply{.status = 200, .body = "<html>", .content_type = "text/html"},
                 2);
    EXPECT_FALSE(crawl(options_).incomplete());
}

TEST_F(GatewayTest, WhatTheHubDoesNotTakeIsTheOutcomeOfThatRepository) {
    stand_behind("");
    hub_->script(std::string(kRepo) + "/commits",
                 json(409, R"({"error":"The repository is in conflict"})"), 100000);
    hub_->script(std::string(kRepo) + "/discussions", json(422, R"({"error":"Unprocessable"})"),
                 100000);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(rows_of(options_.store,
                        "SELECT what, http_status, message FROM fetches WHERE http_status IN (409, "
                        "422) AND state = 'unreadable'"),
                ElementsAre("commits|409|HTTP 409: The repository is in conflict",
                            "discussions|422|HTTP 422: Unprocessable"));
    const auto before = hub_->stats().requests;
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_LE(hub_->stats().requests - before, 12);
}

TEST_F(GatewayTest, AWaitThatTheHubWantsIsNoFailedAttempt) {
    stand_behind("");
    options_.max_attempts = 2;
    options_.kinds = {core::Kind::kModel};
    hub_->script(std::string(kRepo) + "/commits", json(503, "{}", {{"Retry-After", "1"}}), 2);
    hub_->script(std::string(kRepo) + "/discussions",
                 json(429, "{}",
                      {{"Retry-After", "Thu, 01 Jan 2026 00:00:01 GMT"},
                       {"Date", "Thu, 01 Jan 2026 00:00:00 GMT"}}),
                 2);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(rows_of(options_.store, "SELECT * FROM fetches WHERE state = 'failed'"),
                testing::IsEmpty());
}

TEST_F(GatewayTest, NoWaitAtAllIsAFailedAttempt) {
    const std::string past = "Thu, 01 Jan 2026 00:00:00 GMT";
    for (const int status : {503, 429}) {
        for (const std::string& told : {std::string("0"), past}) {
            stand_behind("");
            options_.kinds = {core::Kind::kModel};
            hub_->script(std::string(kRepo) + "/commits",
                         json(status, "{}", {{"Retry-After", told}, {"Date", past}}), 100000);
            EXPECT_EQ(crawl(options_).left, 1) << status << told;
            EXPECT_THAT(
                rows_of(options_.store, "SELECT attempts FROM fetches WHERE state = 'failed'"),
                ElementsAre("4"))
                << status << told;
        }
    }
}

TEST_F(GatewayTest, AfterARefusalThatNamesNoTimeOneRequestGoesFirst) {
    demohub::Options options = synthetic_hub(40, 0, 0);
    options.latency = std::chrono::milliseconds(20);
    hub_ = std::make_unique<demohub::Server>(options);
    options_ = options_for(*hub_);
    options_.kinds = {core::Kind::kModel};
    options_.max_attempts = 10;
    hub_->script("/api/models/", json(429, "{}"), 8);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_GE(hub_->stats().max_in_flight, 8);
    EXPECT_EQ(hub_->stats().max_after_refusal, 1);
}

TEST_F(GatewayTest, AfterAWaitThatTheHubWantsOneRequestGoesFirst) {
    demohub::Options options = synthetic_hub(40, 0, 0);
    options.latency = std::chrono::milliseconds(20);
    hub_ = std::make_unique<demohub::Server>(options);
    options_ = options_for(*hub_);
    options_.kinds = {core::Kind::kModel};
    hub_->script("/api/models/", json(429, "{}", {{"Retry-After", "1"}}), 8);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_GE(hub_->stats().max_in_flight, 8);
    EXPECT_EQ(hub_->stats().max_after_refusal, 1);
}

}  // namespace
}  // namespace hubmine::crawl
