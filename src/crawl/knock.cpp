#include "hubmine/crawl/knock.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/hub/client.hpp"
#include "hubmine/hub/parse.hpp"
#include "hubmine/hub/transport.hpp"
#include "hubmine/hub/url.hpp"
#include "hubmine/hub/verdict.hpp"

#include "door.hpp"
#include "redirect.hpp"
#include "transport_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::crawl {

namespace {

using std::chrono::seconds;

/// The Hub's published quotas of API requests in 300 seconds (September 2025).
struct KnownQuota {
    std::int64_t requests;
    std::string_view name;
};
constexpr std::array<KnownQuota, 7> kKnownQuotas{{{500, "anonymous"},
                                                  {1'000, "free"},
                                                  {2'500, "PRO"},
                                                  {3'000, "Team"},
                                                  {6'000, "Enterprise"},
                                                  {10'000, "Enterprise Plus"},
                                                  {100'000, "Enterprise Plus, higher limits"}}};

std::string_view name_of(std::int64_t requests) {
    const auto* const known =
        std::find_if(kKnownQuotas.begin(), kKnownQuotas.end(),
                     [&](const KnownQuota& q) { return q.requests == requests; });
    return known == kKnownQuotas.end() ? "detected" : known->name;
}

using Clock = std::chrono::steady_clock;

hub::Reply fetch(hub::Transport& transport, const hub::Request& request, Clock::time_point end) {
    transport.start(request);
    std::vector<hub::Reply> replies;
    while (replies.empty()) {
        if (Clock::now() >= end) {
            throw core::Error(fmt::format("cannot reach the Hub: GET {}: no answer in time",
                                          hub::without_query(request.url)));
        }
        replies = transport.poll(std::chrono::milliseconds(200));
    }
    return std::move(replies.front());
}

/// Throws unless this can be a Hub's reply to the question for a list.
void check_hub(const hub::Client& client, const std::string& url, const hub::Reply& reply,
               hub::Judgement judgement) {
    using hub::Verdict;
    if (judgement.verdict == Verdict::kTokenRefused) {
        throw core::RefusedError(fmt::format("the Hub refuses the token: {}", judgement.message));
    }
    if (judgement.verdict == Verdict::kRedirect) {
        judgement.message = elsewhere(url, reply);
    } else if (judgement.verdict == Verdict::kOk) {
        if (hub::parse_repos(reply.body, core::Kind::kModel)) {
            return;
        }
        judgement.message = "the list is no valid JSON";
    } else if (hub::is_surely_hubs(reply, judgement)) {
        const bool knows_no_lists =
            reply.status == 404 || reply.status == 405 || reply.status == 410;
        if (!knows_no_lists) {
            return;
        }
    }
    leave_at_the_door(client, url, reply, judgement);
}

}  // namespace

QuotaPlan assumed_quota(const Options& options) {
    const KnownQuota& known = kKnownQuotas.at(options.token.empty() ? 0 : 1);
    return {std::string(known.name), known.requests, seconds(300), false};
}

Knock knock(const Options& options, std::chrono::milliseconds most) {
    const Clock::time_point end = Clock::now() + most;
    const hub::Client client({options.endpoint, options.token, 1});
    hub::Transport transport(transport_options(options));
    std::string url = client.list_url({.kind = core::Kind::kModel});
    hub::Reply reply = fetch(transport, client.request(1, url), end);
    hub::Judgement judgement = client.judge(reply);
    for (int hops = 0; hops < kMostHops && judgement.verdict == hub::Verdict::kRedirect; ++hops) {
        const std::optional<std::string> target = client.redirect_target(url, reply);
        if (!target) {
            break;
        }
        url = *target;
        reply = fetch(transport, client.request(1, url), end);
        judgement = client.judge(reply);
    }
    check_hub(client, url, reply, judgement);
    Knock knock{.quota = assumed_quota(options), .server_time = hub::server_time(reply)};
    const auto limit = hub::quota_of(reply);
    if (limit && limit->state) {
        knock.remaining = limit->state->remaining;
    }
    if (limit && limit->policy) {
        const hub::RateLimitPolicy& policy = *limit->policy;
        knock.quota = {std::string(name_of(policy.quota)), policy.quota,
                       seconds(policy.window_seconds.value_or(300)), true};
    }
    return knock;
}

}  // namespace hubmine::crawl
