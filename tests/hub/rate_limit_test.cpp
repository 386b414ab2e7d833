#include "hubmine/hub/rate_limit.hpp"

#include <gtest/gtest.h>

namespace hubmine::hub {
namespace {

TEST(RateLimit, ReadsWhatTheHubSends) {
    const RateLimit limit =
        rate_limit_of({"\"api\";r=499;t=295"}, {"\"fixed window\";\"api\";q=500;w=300"});
    ASSERT_TRUE(limit.state && limit.policy);
    EXPECT_EQ(limit.state->policy, "api");
    EXPECT_EQ(limit.state->remaining, 499);
    EXPECT_EQ(limit.state->reset_seconds, 295);
    EXPECT_EQ(limit.policy->policy, "api");
    EXPECT_EQ(limit.policy->quota, 500);
    EXPECT_EQ(limit.policy->window_seconds, 300);
}

TEST(RateLimit, TakesParametersInAnyOrderAndPassesUnknownOnesOver) {
    const auto states = parse_rate_limit(" api ; t=7 ; pk=:YWJj: ; r = 3 ");
    ASSERT_EQ(states.size(), 1U);
    EXPECT_EQ(states[0].policy, "api");
    EXPECT_EQ(states[0].remaining, 3);
    EXPECT_EQ(states[0].reset_seconds, 7);
}

TEST(RateLimit, PicksTheApiBucketAmongSeveral) {
    const RateLimit limit =
        rate_limit_of({"\"pages\";r=1;t=2, \"api\";r=9;t=5"},
                      {"\"pages\";q=100;w=300, \"api\";q=500;w=300, \"resolvers\";q=3000;w=300"});
    EXPECT_EQ(limit.state->remaining, 9);
    EXPECT_EQ(limit.policy->quota, 500);
}

TEST(RateLimit, PicksTheTightestBucketWhereNoneIsNamedApi) {
    const RateLimit limit = rate_limit_of({"\"day\";r=100;t=9, \"minute\";r=2;t=5"},
                                          {"\"day\";q=1000;w=86400, \"minute\";q=10;w=60"});
    EXPECT_EQ(limit.state->policy, "minute");
    EXPECT_EQ(limit.policy->quota, 10);
}

TEST(RateLimit, DoesNotSplitInsideQuotes) {
    const auto policies = parse_rate_limit_policy("\"a, b; c\";q=5;w=6");
    ASSERT_EQ(policies.size(), 1U);
    EXPECT_EQ(policies[0].policy, "a, b; c");
    EXPECT_EQ(policies[0].quota, 5);
}

TEST(RateLimit, LeavesOutWhatMakesNoSense) {
    for (const char* header : {"", ";;;,,,", "\"api\"", "\"api\";r=-1;t=3", "\"api\";r=x",
                               "\"api\";r=99999999999999999999", "\"unclosed;r=1", "=;r"}) {
        EXPECT_TRUE(parse_rate_limit(header).empty()) << header;
    }
    EXPECT_FALSE(rate_limit_of({}, {}).state.has_value());
    EXPECT_FALSE(rate_limit_of({}, {}).policy.has_value());
}

TEST(RateLimit, IsBoundedToADay) {
    EXPECT_EQ(parse_rate_limit_policy("\"api\";q=5;w=100000000").at(0).window_seconds, 86400);
    EXPECT_EQ(parse_rate_limit("\"api\";r=4;t=100000000").at(0).reset_seconds, 86400);
}

TEST(RateLimit, CanLackTheTimeOfReset) {
    EXPECT_EQ(parse_rate_limit("\"api\";r=4;t=soon").at(0).reset_seconds, std::nullopt);
}

TEST(RateLimitPolicy, WithoutRequestsOrTimeIsNone) {
    EXPECT_TRUE(parse_rate_limit_policy("\"api\";q=0;w=300").empty());
    EXPECT_EQ(parse_rate_limit_policy("\"api\";q=5;w=0").at(0).window_seconds, std::nullopt);
}

TEST(RateLimit, OfAGatewayDoesNotStandForTheHubs) {
    const RateLimit limit =
        rate_limit_of({"\"api\";r=400;t=99, \"gateway\";r=0;t=3600"},
                      {"\"fixed window\";\"api\";q=500;w=300, \"gateway\";q=1;w=9"});
    EXPECT_EQ(limit.state->remaining, 400);
    EXPECT_EQ(limit.policy->quota, 500);
}

TEST(RateLimit, IsNotSwallowedByTheLineBeforeIt) {
    const RateLimit limit =
        rate_limit_of({"\"gateway;r=0;t=3600", "\"api\";r=400;t=99"},
                      {"\"gateway;q=1", "\"fixed window\";\"api\";q=500;w=300"});
    ASSERT_TRUE(limit.state && limit.policy);
    EXPECT_EQ(limit.state->remaining, 400);
    EXPECT_EQ(limit.policy->quota, 500);
}

}  // namespace
}  // namespace hubmine::hub
