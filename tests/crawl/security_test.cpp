#include "hubmine/core/error.hpp"

#include "crawl/crawl_fixture.hpp"

#include <fstream>
#include <iterator>

namespace hubmine::crawl {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// A Hub that tries to lead the crawl, and its token, to a second host.
class EvilHub : public CrawlTest {
  protected:
    EvilHub() : hub_(guarded_hub()), other_(small_hub()), options_(options_for(hub_)) {
        hub_.set_evil_origin(other_.url());
        options_.token = "hf_secret";
        options_.max_attempts = 3;
    }

    static demohub::Options guarded_hub() {
        demohub::Options options = small_hub();
        options.tokens = {"hf_secret"};
        return options;
    }

    demohub::Server hub_;
    demohub::Server other_;
    Options options_;
};

TEST_F(EvilHub, CannotLeadAListElsewhere) {
    hub_.script("/api/models?", demohub::Fault::kEvilLink, 100);
    const Summary summary = crawl(options_);
    EXPECT_FALSE(summary.lists_complete);
    EXPECT_THAT(notices_, Contains(HasSubstr("another host")));
    EXPECT_EQ(other_.stats().requests, 0);
}

TEST_F(EvilHub, CannotLeadCommitsElsewhere) {
    hub_.script("/api/models/solo9/model-0/commits", demohub::Fault::kEvilLink, 100);
    EXPECT_TRUE(crawl(options_).incomplete());
    EXPECT_EQ(other_.stats().requests, 0);
}

TEST_F(EvilHub, CannotRedirectElsewhere) {
    hub_.script("/api/", demohub::Fault::kEvilRedirect, 100000);
    EXPECT_THROW(crawl(options_), core::Error);
    EXPECT_EQ(other_.stats().requests, 0);
}

TEST_F(EvilHub, CannotPlantACursorThatIsFollowedByTheNextRun) {
    Options options = options_;
    options.max_requests = 3;
    crawl(options);
    EXPECT_THAT(rows_of(file("hub.db"), "UPDATE walk SET next_url = '" + other_.url() +
                                            "/api/models?cursor=x' WHERE finished = 0"),
                testing::IsEmpty());
    EXPECT_FALSE(crawl(options_).incomplete());
    EXPECT_EQ(other_.stats().requests, 0);
}

TEST_F(EvilHub, SeesTheTokenOnlyItself) {
    crawl(options_);
    EXPECT_THAT(hub_.stats().authorizations, ElementsAre("Bearer hf_secret"));
    EXPECT_TRUE(other_.stats().authorizations.empty());
    for (const std::string& line : notices_) {
        EXPECT_THAT(line, testing::Not(HasSubstr("hf_secret")));
    }
    std::ifstream store(file("hub.db"), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(store)),
                            std::istreambuf_iterator<char>());
    EXPECT_EQ(bytes.find("hf_secret"), std::string::npos);
}

TEST_F(EvilHub, ThatRepeatsTheTokenPlantsItNowhere) {
    using Headers = std::vector<std::pair<std::string, std::string>>;
    const auto said = [](int status, const std::string& type, const Headers& headers) {
        return demohub::CannedReply{status, R"({"error":"not for Bearer hf_secret"})", type,
                                    headers};
    };
    const std::string repo = "/api/models/solo9/model-0";
    hub_.script(repo + "/commits", said(422, "application/json", {}), 100);
    hub_.script(repo + "/discussions",
                said(403, "application/json", {{"X-Error-Code", "hf_secret"}}), 100);
    hub_.script("/api/datasets?", said(200, "text/html", {{"Server", "a/hf_secret"}}), 100);
    hub_.script("/api/spaces?", said(307, "text/html", {{"Location", "http://hf_secret.invalid/"}}),
                100);
    crawl(options_);
    EXPECT_THAT(
        rows_of(file("hub.db"), "SELECT what, message FROM fetches WHERE message LIKE '%not for%'"),
        ElementsAre("commits|HTTP 422: not for Bearer *********",
                    "discussions|HTTP 403 *********: not for Bearer *********"));
    EXPECT_THAT(notices_, Contains(HasSubstr("text/html from a/*********, is not JSON")));
    EXPECT_THAT(notices_, Contains(HasSubstr("a redirect to another host")));
    for (const std::string& line : notices_) {
        EXPECT_THAT(line, testing::Not(HasSubstr("secret")));
    }
    std::ifstream store(file("hub.db"), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(store)),
                            std::istreambuf_iterator<char>());
    EXPECT_EQ(bytes.find("hf_secret"), std::string::npos);
}

TEST(Endpoint, MustBeAnHttpUrl) {
    for (const char* endpoint : {"", "huggingface.co", "ftp://huggingface.co", "https://a b",
                                 "https://me:secret@huggingface.co"}) {
        Options options;
        options.store = "unused.db";
        options.endpoint = endpoint;
        EXPECT_THROW(run(options, Hooks{}, std::stop_token()), core::UsageError) << endpoint;
    }
}

}  // namespace
}  // namespace hubmine::crawl
