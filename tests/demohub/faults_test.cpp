#include "hubmine/core/error.hpp"

#include "demohub/raw_client.hpp"
#include "demohub/test_hub.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <memory>
#include <tuple>

namespace hubmine::demohub {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr const char* kList = "/api/models?limit=20&sort=createdAt&direction=1";

class FaultTest : public testing::Test {
  protected:
    static Options tiny() {
        Options options;
        options.synthetic = {.models = 60, .datasets = 5, .spaces = 10};
        options.hang = milliseconds(200);
        return options;
    }
    /// The reply, byte for byte, to a request that meets the fault.
    [[nodiscard]] RawReply spoilt(Fault fault, const std::string& more_headers = "") {
        hub_.script("/api/", fault);
        return raw_get(hub_.port(), kList, more_headers);
    }

    Server hub_{tiny()};
    Client client_{hub_};
};

TEST_F(FaultTest, ServerErrorsAreOfFourKinds) {
    std::set<int> seen;
    hub_.script("/api/", Fault::kServerError, 60);
    for (int i = 0; i < 60; ++i) {
        seen.insert(client_.status(fmt::format("/api/models?limit={}", i + 1)));
    }
    EXPECT_EQ(seen, (std::set<int>{500, 502, 503, 504}));
    EXPECT_EQ(client_.status(kList), 200);
}

TEST_F(FaultTest, ResetsEndTheConnectionHard) {
    int resets = 0;
    for (int i = 0; i < 30; ++i) {
        const RawReply reply = spoilt(Fault::kReset);
        resets += reply.reset ? 1 : 0;
        EXPECT_TRUE(reply.headers.empty() || reply.body.size() < reply.content_length);
    }
    EXPECT_EQ(resets, 30);
}

TEST_F(FaultTest, TruncatedBodiesAreShorterThanAnnounced) {
    int chunked = 0;
    for (int i = 0; i < 40; ++i) {
        const RawReply reply = spoilt(Fault::kTruncate);
        EXPECT_FALSE(reply.reset);
        EXPECT_FALSE(reply.body.empty());
        if (reply.content_length > 0) {
            EXPECT_LT(reply.body.size(), reply.content_length);
        } else {
            EXPECT_THAT(reply.headers, HasSubstr("Transfer-Encoding: chunked"));
            EXPECT_THAT(reply.body, testing::Not(testing::EndsWith("0\r\n\r\n")));
            ++chunked;
        }
    }
    EXPECT_GT(chunked, 5);
    EXPECT_LT(chunked, 35);
}

TEST_F(FaultTest, TruncationWorksOnCompressedBodiesToo) {
    const RawReply reply = spoilt(Fault::kTruncate, "Accept-Encoding: gzip\r\n");
    EXPECT_THAT(reply.headers, HasSubstr("Content-Encoding: gzip"));
    EXPECT_FALSE(reply.body.empty());
}

TEST_F(FaultTest, MalformedBodiesAreWholeButNotJson) {
    const RawReply reply = spoilt(Fault::kMalformed);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body.size(), reply.content_length);
    EXPECT_FALSE(Json::accept(reply.body));
}

TEST_F(FaultTest, HtmlComesWithStatus200) {
    hub_.script("/api/", Fault::kHtml);
    const auto reply = client_.get(kList);
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->get_header_value("Content-Type"), "text/html; charset=utf-8");
    EXPECT_THAT(reply->body, HasSubstr("<html>"));
}

TEST_F(FaultTest, HangsAnswerLate) {
    hub_.script("/api/", Fault::kHang);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(client_.status(kList), 200);
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(200));
}

TEST_F(FaultTest, HangsEndWhenTheClientGivesUp) {
    hub_.script("/api/", Fault::kHang);
    httplib::Client hasty("127.0.0.1", hub_.port());
    hasty.set_read_timeout(milliseconds(50));
    EXPECT_FALSE(hasty.Get(kList));
}

TEST_F(FaultTest, StallsPauseInsideTheBody) {
    const std::string whole = client_.get(kList)->body;
    hub_.script("/api/", Fault::kStall);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(client_.get(kList)->body, whole);
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(200));
}

TEST_F(FaultTest, LimitedRepliesLookLikeAnExhaustedQuota) {
    hub_.script("/api/", Fault::kLimited);
    const auto reply = client_.get(kList);
    EXPECT_EQ(reply->status, 429);
    EXPECT_EQ(reply->get_header_value_count("RateLimit"), 1);
    EXPECT_EQ(reply->get_header_value("RateLimit"), R"("api";r=0;t=1)");
    EXPECT_EQ(hub_.stats().limited, 0);
}

TEST_F(FaultTest, BareLimitedRepliesHaveAtMostARetryAfter) {
    int with = 0;
    hub_.script("/api/", Fault::kBareLimited, 40);
    for (int i = 0; i < 40; ++i) {
        const auto reply = client_.get(fmt::format("/api/models?limit={}", i + 1));
        EXPECT_EQ(reply->status, 429);
        EXPECT_FALSE(reply->has_header("RateLimit"));
        EXPECT_FALSE(reply->has_header("RateLimit-Policy"));
        with += reply->get_header_value("Retry-After") == "1" ? 1 : 0;
    }
    EXPECT_GT(with, 5);
    EXPECT_LT(with, 35);
}

TEST_F(FaultTest, ShiftedPagesRepeatRowsAndLoseNone) {
    const auto whole = walk(client_, kList);
    FaultRates rates;
    rates[Fault::kShift] = 1;
    hub_.set_faults(rates);
    const auto shifted = walk(client_, kList);
    EXPECT_GT(shifted.size(), whole.size());
    EXPECT_EQ(std::set<std::string>(shifted.begin(), shifted.end()),
              std::set<std::string>(whole.begin(), whole.end()));
}

TEST_F(FaultTest, ShiftedCommitPagesRepeatCommitsAndLoseNone) {
    const std::string id = "ann/busy";
    hub_.world().create(core::Kind::kModel, id);
    hub_.world().push_commits(core::Kind::kModel, id, std::vector<NewCommit>(30));
    FaultRates rates;
    rates[Fault::kShift] = 1;
    hub_.set_faults(rates);
    std::string target = fmt::format("/api/models/{}/commits/main?limit=10", id);
    std::vector<std::string> shas;
    while (!target.empty()) {
        const auto reply = client_.get(target);
        for (const auto& commit : Json::parse(reply->body)) {
            shas.push_back(commit["id"]);
        }
        target = next_of(reply);
    }
    const std::set<std::string> distinct(shas.begin(), shas.end());
    EXPECT_EQ(distinct.size(),
              hub_.world().commit_count(core::Kind::kModel,
                                        hub_.world().lookup(core::Kind::kModel, id).index));
    EXPECT_GT(shas.size(), distinct.size());
}

TEST_F(FaultTest, EvilFaultsPointElsewhere) {
    hub_.set_evil_origin("http://127.0.0.1:1");
    hub_.script("/api/", Fault::kEvilLink);
    const auto list = client_.get(kList);
    EXPECT_EQ(list->status, 200);
    EXPECT_EQ(list->get_header_value_count("Link"), 1);
    EXPECT_THAT(list->get_header_value("Link"), HasSubstr("<http://127.0.0.1:1/api/models?"));
    hub_.script("/api/", Fault::kEvilRedirect);
    const auto moved = client_.get(kList);
    EXPECT_EQ(moved->status, 307);
    EXPECT_EQ(moved->get_header_value("Location"), std::string("http://127.0.0.1:1") + kList);
}

TEST_F(FaultTest, ScriptsConcernOnlyTheirPrefixAndTheirNumber) {
    hub_.script("/api/datasets", Fault::kHtml, 2);
    EXPECT_EQ(client_.get(kList)->get_header_value("Content-Type"),
              "application/json; charset=utf-8");
    for (const bool html : {true, true, false}) {
        EXPECT_EQ(client_.get("/api/datasets")->body[0] == '<', html);
    }
    EXPECT_EQ(hub_.stats().faults.at("html"), 2);
}

TEST_F(FaultTest, CannedRepliesAreSentByteForByte) {
    const std::string hostile("[{\"_id\":\"\\ud800\",\"id\":\"a\0b\xff\"}]", 28);
    hub_.script("/api/models", CannedReply{.status = 200, .body = hostile});
    EXPECT_EQ(client_.get(kList)->body, hostile);
}

TEST_F(FaultTest, RatesDecideTheSameWhateverTheOrder) {
    const FaultRates rates = parse_fault_rates("5xx=0.2,html=0.2,malformed=0.1");
    FaultPlanner forwards(rates, 7);
    FaultPlanner backwards(rates, 7);
    std::vector<std::optional<Fault>> one;
    std::vector<std::optional<Fault>> other;
    for (int i = 0; i < 200; ++i) {
        one.push_back(forwards.plan(fmt::format("/{}", i)).fault);
        other.insert(other.begin(), backwards.plan(fmt::format("/{}", 199 - i)).fault);
    }
    EXPECT_EQ(one, other);
    const auto spoilt = std::count_if(one.begin(), one.end(), [](const auto& f) { return f; });
    EXPECT_GT(spoilt, 60);
    EXPECT_LT(spoilt, 140);
}

TEST_F(FaultTest, AskingAgainThrowsTheDiceAgain) {
    FaultPlanner planner(parse_fault_rates("5xx=0.5"), 1);
    int spoilt = 0;
    for (int i = 0; i < 100; ++i) {
        spoilt += planner.plan("/api/models").fault ? 1 : 0;
    }
    EXPECT_GT(spoilt, 25);
    EXPECT_LT(spoilt, 75);
}

TEST(FaultRates, AreReadFromText) {
    const FaultRates rates = parse_fault_rates("5xx=0.1, reset=1,429bare=0.25");
    EXPECT_DOUBLE_EQ(rates[Fault::kServerError], 0.1);
    EXPECT_DOUBLE_EQ(rates[Fault::kReset], 1);
    EXPECT_DOUBLE_EQ(rates[Fault::kBareLimited], 0.25);
    EXPECT_FALSE(parse_fault_rates("").any());
    for (const auto* const wrong : {"5xx", "5xx=2", "5xx=-1", "5xx=x", "fire=0.1"}) {
        EXPECT_THROW(std::ignore = parse_fault_rates(wrong), core::UsageError) << wrong;
    }
}

}  // namespace
}  // namespace hubmine::demohub
