#include "hubmine/hub/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace hubmine::hub {
namespace {

struct Row {
    int status;
    std::vector<std::string> headers;
    std::string body;
    Verdict verdict;
    Trouble trouble;
};

const std::string kHtml = "<!DOCTYPE html><h1>Sorry</h1>";
const std::string kJson = "Content-Type: application/json; charset=utf-8";

const std::vector<Row> kTable{
    {200, {kJson}, "[]", Verdict::kOk, Trouble::kNone},
    {200, {}, "[]", Verdict::kOk, Trouble::kNone},
    {200, {"Content-Type: text/html"}, kHtml, Verdict::kRetry, Trouble::kBadBody},
    {307, {"Location: /x"}, "", Verdict::kRedirect, Trouble::kNone},
    {307, {}, "", Verdict::kRetry, Trouble::kBadBody},
    {400, {kJson}, R"({"error":"Invalid option"})", Verdict::kBadRequest, Trouble::kFinal},
    {401, {kJson}, R"({"error":"Invalid username or password."})", Verdict::kGone, Trouble::kFinal},
    {401, {"X-Error-Code: GatedRepo"}, "{}", Verdict::kUnreadable, Trouble::kFinal},
    {401,
     {kJson},
     R"({"error":"Invalid credentials in Authorization header"})",
     Verdict::kTokenRefused,
     Trouble::kFinal},
    {401, {"Content-Type: text/html"}, kHtml, Verdict::kRetry, Trouble::kBadBody},
    {403, {"X-Error-Code: GatedRepo"}, "{}", Verdict::kUnreadable, Trouble::kFinal},
    {403,
     {kJson},
     R"({"error":"Access to this resource is disabled."})",
     Verdict::kUnreadable,
     Trouble::kFinal},
    {403, {}, kHtml, Verdict::kRetry, Trouble::kBadBody},
    {404, {"X-Error-Code: RepoNotFound"}, "{}", Verdict::kGone, Trouble::kFinal},
    {404, {"X-Error-Code: RevisionNotFound"}, "{}", Verdict::kUnreadable, Trouble::kFinal},
    {404, {kJson}, R"({"error":"Sorry"})", Verdict::kGone, Trouble::kFinal},
    {404, {}, kHtml, Verdict::kRetry, Trouble::kBadBody},
    {410, {kJson}, R"({"error":"gone"})", Verdict::kGone, Trouble::kFinal},
    {408, {}, "", Verdict::kRetry, Trouble::kServer},
    {429, {}, "", Verdict::kRetry, Trouble::kThrottled},
    {500, {kJson}, R"({"error":"x"})", Verdict::kRetry, Trouble::kServer},
    {504, {}, kHtml, Verdict::kRetry, Trouble::kServer},
    {409, {kJson}, R"({"error":"in conflict"})", Verdict::kBadRequest, Trouble::kFinal},
    {422, {kJson}, R"({"error":"Invalid"})", Verdict::kBadRequest, Trouble::kFinal},
    {418, {kJson}, R"({"error":"teapot"})", Verdict::kBadRequest, Trouble::kFinal},
    {405, {"Content-Type: text/html"}, kHtml, Verdict::kRetry, Trouble::kBadBody},
    {407, {}, kHtml, Verdict::kRetry, Trouble::kUnreachable},
    {204, {}, "", Verdict::kRetry, Trouble::kBadBody},
    {304, {kJson}, "{}", Verdict::kRetry, Trouble::kBadBody},
};

Reply reply_of(int status, const std::vector<std::string>& headers, const std::string& body = "") {
    Reply reply;
    reply.status = status;
    for (const std::string& header : headers) {
        reply.headers.add_line(header);
    }
    reply.body = body;
    return reply;
}

TEST(Judge, ARequestThatCannotBeSentIsNotSentAgain) {
    Reply reply;
    reply.fault = Fault::kUnsendable;
    reply.message = "too long";
    const Judgement judgement = judge(reply);
    EXPECT_EQ(judgement.verdict, Verdict::kFailed);
    EXPECT_EQ(judgement.message, "too long");
}

TEST(Judge, FollowsTheTable) {
    for (const Row& row : kTable) {
        const Judgement judgement = judge(reply_of(row.status, row.headers, row.body));
        EXPECT_EQ(judgement.verdict, row.verdict) << row.status << " " << row.body;
        EXPECT_EQ(judgement.trouble, row.trouble) << row.status << " " << row.body;
    }
}

TEST(Judge, SaysWhatTheHubSaidInOnePrintableLine) {
    const Judgement judgement = judge(
        reply_of(401, {"X-Error-Code: GatedRepo"}, "{\"error\":\"Access\\u001b[31m to x\\n\"}"));
    EXPECT_THAT(judgement.message, testing::StartsWith("HTTP 401 GatedRepo: Access"));
    EXPECT_EQ(judgement.message.find('\x1b'), std::string::npos);
    EXPECT_EQ(judgement.message.find('\n'), std::string::npos);
}

TEST(Judge, TellsNoToken) {
    const std::string body =
        R"({"error":")" + std::string(285, 'x') + R"( hf_s\u0065cret is no one's"})";
    const Judgement judgement = judge(reply_of(400, {kJson}, body), "hf_secret");
    EXPECT_EQ(judgement.message.find("hf_"), std::string::npos) << judgement.message;
    EXPECT_EQ(
        judge(reply_of(403, {kJson}, R"({"error":"hf\u005fsecret may not"})"), "hf_secret").message,
        "HTTP 403: ********* may not");
}

TEST(Judge, AsksAgainWhenTheTransferFailed) {
    Reply reply;
    reply.fault = Fault::kTruncated;
    EXPECT_EQ(judge(reply).trouble, Trouble::kBroken);
    reply.fault = Fault::kResolve;
    EXPECT_EQ(judge(reply).trouble, Trouble::kUnreachable);
    reply.fault = Fault::kTimeout;
    EXPECT_EQ(judge(reply).verdict, Verdict::kRetry);
    reply.fault = Fault::kTooLarge;
    EXPECT_EQ(judge(reply).verdict, Verdict::kFailed);
}

TEST(SurelyHubs, IsAnErrorInJsonOrWhatComesWithItsCount) {
    const std::string count = "RateLimit: \"api\";r=5;t=9";
    const auto is_surely = [](const Reply& reply) { return is_surely_hubs(reply, judge(reply)); };
    EXPECT_TRUE(is_surely(reply_of(400, {kJson}, R"({"error":"Invalid option"})")));
    EXPECT_TRUE(is_surely(reply_of(429, {count})));
    EXPECT_TRUE(is_surely(reply_of(503, {count}, kHtml)));
    EXPECT_FALSE(is_surely(reply_of(503, {"RateLimit: \"gateway\";r=5;t=9"}, kHtml)));
    EXPECT_FALSE(is_surely(reply_of(503, {}, kHtml)));
    EXPECT_FALSE(is_surely(reply_of(200, {"Content-Type: text/html", count}, kHtml)));
    EXPECT_TRUE(is_surely(reply_of(200, {kJson, count}, "[]")));
    EXPECT_FALSE(is_surely(reply_of(200, {kJson}, "[]")));
    EXPECT_FALSE(is_surely(reply_of(204, {count})));
    EXPECT_FALSE(is_surely(reply_of(307, {count})));
    EXPECT_FALSE(is_surely(reply_of(302, {"Location: http://portal.invalid", count})));
    EXPECT_FALSE(is_surely(reply_of(403, {"Content-Type: text/html", count}, kHtml)));
}

TEST(QuotaOf, IsReadFromErrorsToo) {
    EXPECT_EQ(quota_of(reply_of(404, {"RateLimit: \"api\";r=5;t=9"}))->state->remaining, 5);
    EXPECT_EQ(quota_of(reply_of(429, {"RateLimit: \"api\";r=0;t=9"}))->state->remaining, 0);
    EXPECT_FALSE(quota_of(reply_of(429, {})).has_value());
    EXPECT_FALSE(quota_of(reply_of(502, {})).has_value());
    EXPECT_TRUE(quota_of(reply_of(200, {})).has_value());
}

TEST(Judge, SaysWhoAnsweredInstead) {
    EXPECT_EQ(
        judge(reply_of(403, {"Content-Type: text/html; charset=x", "Server: squid/5.7\x1b[1m"}))
            .message,
        "HTTP 403, text/html from squid/5.7\uFFFD[1m, is not the Hub's");
    EXPECT_EQ(judge(reply_of(200, {"Content-Type: text/html", "Via: 1.1 proxy"})).message,
              "HTTP 200, text/html from 1.1 proxy, is not JSON");
}

TEST(TotalCount, IsOneWholeNumber) {
    EXPECT_EQ(total_count(reply_of(200, {"X-Total-Count: 17"})), 17);
    EXPECT_EQ(total_count(reply_of(200, {"X-Total-Count: 0"})), 0);
    for (const char* value : {"", "-1", "x", "1 2", "9223372036854775807", "5, 5"}) {
        EXPECT_EQ(total_count(reply_of(200, {std::string("X-Total-Count: ") + value})),
                  std::nullopt)
            << value;
    }
    EXPECT_EQ(total_count(reply_of(200, {"X-Total-Count: 0", "X-Total-Count: 17"})), std::nullopt);
    EXPECT_EQ(total_count(reply_of(200, {})), std::nullopt);
}

TEST(RetryAfter, IsReadAsSeconds) {
    EXPECT_EQ(retry_after(reply_of(429, {"Retry-After: 17"})), std::chrono::seconds(17));
    EXPECT_EQ(retry_after(reply_of(429, {"Retry-After: 99999999"})), std::chrono::hours(24));
    EXPECT_EQ(retry_after(reply_of(429, {"Retry-After: 99999999999999999999"})),
              std::chrono::hours(24));
    EXPECT_EQ(retry_after(reply_of(429, {"Retry-After: -1"})), std::nullopt);
    EXPECT_EQ(retry_after(reply_of(429, {"Retry-After: soon"})), std::nullopt);
    EXPECT_EQ(retry_after(reply_of(429, {"Retry-After: 17", "Retry-After: 5"})),
              std::chrono::seconds(17));
    EXPECT_EQ(retry_after(reply_of(429, {})), std::nullopt);
}

TEST(RetryAfter, IsReadAsADateByTheClockThatWroteIt) {
    const std::string then = "Retry-After: Fri, 07 Mar 2025 12:24:28 GMT";
    EXPECT_EQ(retry_after(reply_of(503, {then, "Date: Fri, 07 Mar 2025 12:24:08 GMT"})),
              std::chrono::seconds(20));
    EXPECT_EQ(retry_after(reply_of(503, {then, "Date: Fri, 07 Mar 2025 12:25:00 GMT"})),
              std::chrono::seconds(0));
    EXPECT_EQ(retry_after(reply_of(503, {then}), *core::parse_time("2025-03-07T12:24:27Z")),
              std::chrono::seconds(1));
    EXPECT_EQ(retry_after(reply_of(503, {then}), *core::parse_time("2020-01-01")),
              std::chrono::hours(24));
}

}  // namespace
}  // namespace hubmine::hub
