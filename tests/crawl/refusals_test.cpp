#include "crawl/crawl_fixture.hpp"

#include <fmt/format.h>

namespace hubmine::crawl {
namespace {

using testing::ElementsAre;

constexpr int kForEver = 100000;

/// A Hub in front of which somebody refuses.
class RefusalTest : public CrawlTest {
  protected:
    RefusalTest() : hub_(synthetic_hub(60, 0, 0)), options_(options_for(hub_)) {
        options_.kinds = {core::Kind::kModel};
        options_.details.erase(store::Detail::kDiscussions);
    }
    void refuse(int status, const std::string& body, int times = kForEver,
                std::vector<std::pair<std::string, std::string>> headers = {}) {
        hub_.script("/api/models/",
                    demohub::CannedReply{status, body, "application/json", std::move(headers)},
                    times);
    }
    /// "state|count" of the reads.
    [[nodiscard]] std::vector<std::string> states() const {
        return rows_of(options_.store,
                       "SELECT state, count(*) FROM fetches WHERE what = 'commits' GROUP BY state");
    }

    demohub::Server hub_;
    Options options_;
};

TEST_F(RefusalTest, AWrongRequestIsNoOutcomeOfARepository) {
    refuse(400, R"({"error":"Invalid option: limit"})");
    const Summary summary = crawl(options_);
    EXPECT_TRUE(summary.incomplete());
    EXPECT_EQ(summary.left, 60);
    EXPECT_THAT(states(), ElementsAre("failed|60"));
}

TEST_F(RefusalTest, OfAllRepositoriesAlikeIsTheServers) {
    for (const int status : {405, 422, 404, 403, 410}) {
        options_.store = file(fmt::format("{}.db", status));
        demohub::Server hub(synthetic_hub(60, 0, 0));
        options_.endpoint = hub.url();
        hub.script("/api/models/",
                   demohub::CannedReply{status, R"({"error":"No."})", "application/json", {}},
                   kForEver);
        const Summary summary = crawl(options_);
        EXPECT_TRUE(summary.incomplete()) << status;
        EXPECT_EQ(summary.fetched.at("commits failed"), 60) << status;
        EXPECT_EQ(summary.fetched.count("commits unreadable"), 0U) << status;
        EXPECT_THAT(states(), ElementsAre("failed|60")) << status;
    }
}

TEST_F(RefusalTest, OfAFewInARowIsTheirOutcome) {
    refuse(422, R"({"error":"No."})", 19);
    const Summary summary = crawl(options_);
    EXPECT_FALSE(summary.incomplete());
    EXPECT_EQ(summary.fetched.at("commits unreadable"), 19);
}

TEST_F(RefusalTest, InTheHubsOwnWordsIsAnOutcomeHoweverOften) {
    refuse(403, R"({"error":"Access to it is restricted."})", kForEver,
           {{"X-Error-Code", "GatedRepo"}});
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(states(), ElementsAre("unreadable|60"));
    options_.store = file("gone.db");
    demohub::Server hub(synthetic_hub(60, 0, 0));
    options_.endpoint = hub.url();
    hub.script("/api/models/",
               demohub::CannedReply{
                   401, R"({"error":"Invalid username or password."})", "application/json", {}},
               kForEver);
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_THAT(states(), ElementsAre("gone|60"));
}

TEST_F(RefusalTest, OfAllNamesAlikeLeavesThemUntried) {
    std::string names;
    for (int i = 0; i < 50; ++i) {
        names += fmt::format("{}\"nobody/m{}\"", i > 0 ? "," : "", i);
    }
    hub_.script(
        "/api/spaces?limit",
        demohub::CannedReply{
            200, R"([{"_id":"000000000000000000000001","id":"x/space","models":[)" + names + "]}]"},
        kForEver);
    // No parents to look up besides.
    hub_.script("/api/models?limit",
                demohub::CannedReply{200, R"([{"_id":"000000000000000000000002","id":"x/model"}])"},
                kForEver);
    options_.kinds = {core::Kind::kModel, core::Kind::kSpace};
    options_.details.erase(store::Detail::kCommits);
    hub_.script("/api/models/nobody",
                demohub::CannedReply{404, R"({"error":"No."})", "application/json", {}}, kForEver);
    const Summary summary = crawl(options_);
    EXPECT_EQ(summary.fetched.at("targets unknown"), 19);
    EXPECT_GE(summary.fetched.at("targets failed"), 31);
}

}  // namespace
}  // namespace hubmine::crawl
