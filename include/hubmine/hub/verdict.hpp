#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/hub/rate_limit.hpp"
#include "hubmine/hub/retry.hpp"
#include "hubmine/hub/transport.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::hub {

/// What a reply of the Hub means for the request that it answers.
enum class Verdict {
    kOk,            ///< 200 with JSON
    kRedirect,      ///< moved: follow `Location`, within the origin
    kBadRequest,    ///< 400, 409, 422, ...: an option, a cursor or a repository that the Hub
                    ///< does not take
    kUnreadable,    ///< there, but closed to us: gated, disabled, no such branch
    kGone,          ///< not there any more, or private since it was listed
    kTokenRefused,  ///< the token is wrong: nothing will work
    kRetry,         ///< ask again later
    kFailed         ///< no use in asking again
};

struct Judgement {
    Verdict verdict = Verdict::kOk;
    Trouble trouble = Trouble::kNone;
    std::string message;  ///< "HTTP 503: ...", printable, one line, short
};

/// Classifies by status, `X-Error-Code` and body. A refusal (4xx) counts only when it is the Hub's
/// own, that is JSON: a page of HTML comes from something in between, and is asked again, and so is
/// what the Hub never says (204, a redirect to nowhere). `secret`:
/// the token, of which the message tells nothing, however the body spells it.
[[nodiscard]] Judgement judge(const Reply& reply, std::string_view secret = {});

/// Nobody but a Hub says this: an error of its own, or JSON or trouble beside the count of its
/// bucket. What else looks sound shows only when it is read.
[[nodiscard]] bool is_surely_hubs(const Reply& reply, const Judgement& judgement);

/// What the reply says of our quota; absent when it came from nobody who counts (no reply, or a 5xx
/// or 429 without the headers).
[[nodiscard]] std::optional<RateLimit> quota_of(const Reply& reply);

/// `X-Total-Count`: how many rows there are over all pages. Absent when it is not there, makes no
/// sense, or comes in two lines: one of them is somebody else's.
[[nodiscard]] std::optional<std::int64_t> total_count(const Reply& reply);

/// `Date`: the time at the server when it answered; absent when it is not there or is none.
[[nodiscard]] std::optional<core::Timestamp> server_time(const Reply& reply);

/// `Retry-After` in seconds (at most a day), also where it is a date; absent when it is not there
/// or neither. `now` is the machine's time, for replies without a `Date`.
[[nodiscard]] std::optional<std::chrono::seconds> retry_after(
    const Reply& reply, core::Timestamp now = core::SystemClock().now());

}  // namespace hubmine::hub
