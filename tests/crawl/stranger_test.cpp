#include "hubmine/core/error.hpp"
#include "hubmine/crawl/plan.hpp"

#include "crawl/crawl_fixture.hpp"
#include "support/raw_server.hpp"

#include <fmt/format.h>

namespace hubmine::crawl {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::HasSubstr;

constexpr int kForEver = 100000;
const core::Timestamp kNow = core::parse_time("2026-11-01T00:00:00Z").value();

/// Whoever answers, if anybody, is no Hub.
class StrangerTest : public CrawlTest {
  protected:
    StrangerTest() : hub_(small_hub()), options_(options_for(hub_)) { options_.max_attempts = 3; }
    static demohub::Options small_hub() {
        demohub::Options options = CrawlTest::small_hub();
        options.hang = milliseconds(400);
        return options;
    }
    static demohub::CannedReply bare(int status, const std::string& type) {
        return {status, "<html>", type, {{"RateLimit", ""}, {"RateLimit-Policy", ""}}};
    }
    /// What a crawl, or a plan, dies of; it is an error, not a run to be gone on with.
    std::string death_of_crawl() {
        return death_of([this] { crawl(options_); });
    }
    std::string death_of_plan() {
        return death_of([this] { static_cast<void>(make_plan(options_, {}, kNow)); });
    }

    demohub::Server hub_;
    Options options_;

  private:
    template <typename Act>
    static std::string death_of(const Act& act) {
        try {
            act();
        } catch (const core::Error& error) {
            EXPECT_EQ(error.exit_code(), core::ExitCode::kError);
            return error.what();
        }
        return "none";
    }
};

TEST_F(StrangerTest, ThatSpeaksNoHttpIsAnErrorThatSaysSo) {
    const RawServer ssh("SSH-2.0-OpenSSH_9.2\r\n");
    options_.endpoint = ssh.url();
    EXPECT_THAT(death_of_crawl(), AllOf(HasSubstr("no Hub answers at " + ssh.url()),
                                        HasSubstr("what answers speaks no HTTP")));
    EXPECT_LE(ssh.connections(), 12);
    EXPECT_THAT(death_of_plan(), HasSubstr("what answers speaks no HTTP"));
}

TEST_F(StrangerTest, ThatBreaksOffOrSaysNothingIsAnErrorWhereNoHubWasEverMet) {
    for (const auto fault : {demohub::Fault::kReset, demohub::Fault::kHang}) {
        demohub::Server hub(small_hub());
        hub.script("/api/", fault, kForEver);
        options_.endpoint = hub.url();
        options_.first_byte_timeout = milliseconds(100);
        EXPECT_THAT(death_of_crawl(), HasSubstr("no Hub answers at " + hub.url()));
    }
}

TEST_F(StrangerTest, InTroubleIsAnErrorWhereNoHubWasEverMet) {
    for (const int status : {502, 429}) {
        demohub::Server hub(small_hub());
        hub.script("/api/", bare(status, "text/html"), kForEver);
        options_.endpoint = hub.url();
        EXPECT_THAT(death_of_crawl(), AllOf(HasSubstr("no Hub answers at " + hub.url()),
                                            HasSubstr(fmt::format("HTTP {}", status))));
    }
}

TEST_F(StrangerTest, IsTakenForAHubInTroubleByAStoreThatKnowsIt) {
    crawl(options_);
    options_.relist_after = std::chrono::seconds(-1);
    options_.first_byte_timeout = milliseconds(100);
    for (const auto fault : {demohub::Fault::kReset, demohub::Fault::kHang}) {
        hub_.script("/api/", fault, 9);
        EXPECT_TRUE(crawl(options_).incomplete());
    }
    hub_.script("/api/", bare(502, "text/html"), 9);
    EXPECT_TRUE(crawl(options_).incomplete());
}

TEST_F(StrangerTest, IsNoPlansHub) {
    const std::vector<std::pair<demohub::CannedReply, std::string>> strangers{
        {{200, "<html>", "text/html", {}}, "text/html, is not JSON"},
        {{200, R"({"status":"ok"})", "application/json", {}}, "the list is no valid JSON"},
        {{302, "", "text/html", {{"Location", "http://portal.invalid/"}}},
         "a redirect to another host, http://portal.invalid"},
        {{403, "<html>", "text/html", {}}, "is not the Hub's"},
        {{404, R"({"error":"Not Found"})", "application/json", {}}, "HTTP 404: Not Found"},
        {bare(502, "text/html"), "HTTP 502"},
        {{204, "", "text/html", {}}, "is not the Hub's"}};
    for (const auto& [reply, said] : strangers) {
        hub_.script("/api/", reply);
        EXPECT_THAT(death_of_plan(), AllOf(HasSubstr("no Hub answers at"), HasSubstr(said)));
    }
    EXPECT_TRUE(make_plan(options_, {.offline = true}, kNow).requests() > 0);
}

TEST_F(StrangerTest, AHubInTroubleOrElsewhereBelowItsEndpointTellsItsQuotaAllTheSame) {
    hub_.script("/api/", {503, "", "text/html", {}});
    EXPECT_NO_THROW(static_cast<void>(make_plan(options_, {}, kNow)));
    hub_.script("/api/models?", {307, "", "text/html", {{"Location", "/api/models?limit=1"}}});
    EXPECT_NO_THROW(static_cast<void>(make_plan(options_, {}, kNow)));
}

}  // namespace
}  // namespace hubmine::crawl
