#include "hubmine/hub/verdict.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/hub/parse.hpp"

#include "secret.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace hubmine::hub {

namespace {

constexpr std::size_t kLongestMessage = 300;
constexpr int kProxyLogin = 407;

Trouble trouble_of(Fault fault) {
    switch (fault) {
        case Fault::kNone:
            return Trouble::kNone;
        case Fault::kResolve:
        case Fault::kConnect:
        case Fault::kTls:
            return Trouble::kUnreachable;
        case Fault::kTimeout:
            return Trouble::kTimeout;
        case Fault::kNotHttp:
            return Trouble::kBadBody;
        case Fault::kTooLarge:
        case Fault::kUnsendable:
            return Trouble::kFinal;
        default:
            return Trouble::kBroken;
    }
}

std::string shorten(std::string_view text) {
    std::string line = core::printable(text.substr(0, kLongestMessage));
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

bool is_json(const Reply& reply) {
    const std::string_view type = reply.headers.first("content-type");
    return type.empty() || core::ascii_lower(type).find("json") != std::string::npos;
}

/// What the Hub itself says; absent when this is not the Hub speaking.
std::optional<std::string> hub_message(const Reply& reply, std::string_view secret) {
    const std::string_view header = reply.headers.first("x-error-message");
    std::optional<std::string> body = parse_error(reply.body);
    if (body && !body->empty()) {
        blank(*body, secret);
        return body;
    }
    if (body || !header.empty() || reply.headers.has("x-error-code")) {
        return std::string(header);
    }
    return std::nullopt;
}

Verdict verdict_of_refusal(int status, std::string_view code, std::string_view message) {
    if (message.find("Invalid credentials") != std::string_view::npos) {
        return Verdict::kTokenRefused;
    }
    if (code == "RepoNotFound" || status == 410) {
        return Verdict::kGone;
    }
    // A 401 or 404 without a code for a repository that a list named: gone or private since.
    const bool says_missing = (status == 401 || status == 404) && code.empty();
    return says_missing ? Verdict::kGone : Verdict::kUnreadable;
}

/// Any of the three forms of RFC 9110, 5.6.7.
std::optional<core::Timestamp> parse_http_date(std::string_view text) {
    const std::time_t seconds = curl_getdate(std::string(text).c_str(), nullptr);
    return seconds < 0 ? std::nullopt
                       : std::optional(core::Timestamp(std::chrono::seconds(seconds)));
}

bool is_refusal(int status) {
    return status == 401 || status == 403 || status == 404 || status == 410 || status == 451;
}

bool is_passing(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Whoever it was that answered: "HTTP 403, text/html from squid/5.7".
std::string answered(const Reply& reply) {
    std::string text = fmt::format("HTTP {}", reply.status);
    if (const std::string_view type = reply.headers.first("content-type"); !type.empty()) {
        text += fmt::format(", {}", core::trim(type.substr(0, type.find(';'))));
    }
    for (const char* name : {"server", "via"}) {
        if (const std::string_view who = reply.headers.first(name); !who.empty()) {
            return shorten(fmt::format("{} from {}", text, who));
        }
    }
    return shorten(text);
}

Judgement not_the_hubs(const Reply& reply) {
    return {Verdict::kRetry, Trouble::kBadBody,
            fmt::format("{}, is not the Hub's", answered(reply))};
}

Judgement judge_refusal(const Reply& reply, std::string_view secret) {
    const std::optional<std::string> said = hub_message(reply, secret);
    if (!said) {
        return not_the_hubs(reply);
    }
    const std::string_view code = reply.headers.first("x-error-code");
    return {verdict_of_refusal(reply.status, code, *said), Trouble::kFinal,
            shorten(fmt::format("HTTP {}{}{}: {}", reply.status, code.empty() ? "" : " ", code,
                                *said))};
}

}  // namespace

Judgement judge(const Reply& reply, std::string_view secret) {
    if (reply.fault != Fault::kNone) {
        const Trouble trouble = trouble_of(reply.fault);
        return {trouble == Trouble::kFinal ? Verdict::kFailed : Verdict::kRetry, trouble,
                shorten(reply.message)};
    }
    const int status = reply.status;
    if (status == 200) {
        return is_json(reply) ? Judgement{}
                              : Judgement{Verdict::kRetry, Trouble::kBadBody,
                                          fmt::format("{}, is not JSON", answered(reply))};
    }
    if (is_passing(status)) {
        return {Verdict::kRetry, status == 429 ? Trouble::kThrottled : Trouble::kServer,
                fmt::format("HTTP {}", status)};
    }
    if (status == kProxyLogin) {
        return {
            Verdict::kRetry, Trouble::kUnreachable,
            fmt::format("{}: the proxy wants to know who asks (HTTPS_PROXY=http://USER:PASSWORD@"
                        "HOST:PORT)",
                        answered(reply))};
    }
    if (is_refusal(status)) {
        return judge_refusal(reply, secret);
    }
    if (is_redirect(status) && reply.headers.has("location")) {
        return {Verdict::kRedirect, Trouble::kNone, fmt::format("HTTP {}", status)};
    }
    const std::optional<std::string> said =
        status >= 400 ? hub_message(reply, secret) : std::nullopt;
    if (!said) {
        return not_the_hubs(reply);
    }
    return {Verdict::kBadRequest, Trouble::kFinal,
            shorten(fmt::format("HTTP {}: {}", status, *said))};
}

bool is_surely_hubs(const Reply& reply, const Judgement& judgement) {
    if (reply.fault != Fault::kNone) {
        return false;
    }
    const bool counts = judgement.verdict == Verdict::kOk ||
                        judgement.trouble == Trouble::kServer ||
                        judgement.trouble == Trouble::kThrottled;
    const std::optional<RateLimit> quota = quota_of(reply);
    return judgement.trouble == Trouble::kFinal ||
           (counts && quota && quota->state && quota->state->policy == kOurBucket);
}

std::optional<RateLimit> quota_of(const Reply& reply) {
    RateLimit limit =
        rate_limit_of(reply.headers.lines("ratelimit"), reply.headers.lines("ratelimit-policy"));
    const bool counted = reply.status != 0 && reply.status != 429 && reply.status < 500;
    return limit.state || counted ? std::optional(std::move(limit)) : std::nullopt;
}

std::optional<std::int64_t> total_count(const Reply& reply) {
    constexpr std::int64_t kMost = 1'000'000'000;
    const std::vector<std::string>& lines = reply.headers.lines("x-total-count");
    if (lines.size() != 1) {
        return std::nullopt;
    }
    const std::string& text = lines.front();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && value >= 0 && value <= kMost ? std::optional(value) : std::nullopt;
}

std::optional<core::Timestamp> server_time(const Reply& reply) {
    return parse_http_date(reply.headers.first("date"));
}

std::optional<std::chrono::seconds> retry_after(const Reply& reply, core::Timestamp now) {
    const std::string_view text = reply.headers.first("retry-after");
    constexpr std::int64_t kDay = 86400;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || error == std::errc::result_out_of_range) {
        return text.empty() ? std::nullopt : std::optional(std::chrono::seconds(kDay));
    }
    if (error != std::errc() || end != text.data() + text.size()) {
        // By the clock that wrote it, where that is told: ours may be wrong.
        const std::optional<core::Timestamp> then = parse_http_date(text);
        const core::Timestamp there = server_time(reply).value_or(now);
        if (!then) {
            return std::nullopt;
        }
        seconds = std::max<std::int64_t>(
            0, std::chrono::ceil<std::chrono::seconds>(*then - there).count());
    }
    return seconds < 0 ? std::nullopt
                       : std::optional(std::chrono::seconds(std::min(seconds, kDay)));
}

}  // namespace hubmine::hub
