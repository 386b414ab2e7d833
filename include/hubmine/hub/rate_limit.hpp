#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::hub {

/// One item of `RateLimit`: `"api";r=499;t=295`.
struct RateLimitState {
    std::string policy;
    std::int64_t remaining = 0;                 ///< r: requests left in this window
    std::optional<std::int64_t> reset_seconds;  ///< t: seconds until the window ends
};

/// One item of `RateLimit-Policy` that names a quota: `"api";q=500;w=300`.
struct RateLimitPolicy {
    std::string policy;
    std::int64_t quota = 0;                      ///< q: requests a window
    std::optional<std::int64_t> window_seconds;  ///< w
};

/// The bucket of the Hub that our requests count against.
inline constexpr std::string_view kOurBucket = "api";

/// What a reply's headers say about the quota that our requests count against.
struct RateLimit {
    std::optional<RateLimitState> state;
    std::optional<RateLimitPolicy> policy;
};

/// The items of a `RateLimit` header in the grammar of draft-ietf-httpapi-ratelimit-headers-09: a
/// structured-field list, parameters in any order, unknown ones passed over. Items that make no
/// sense are left out.
[[nodiscard]] std::vector<RateLimitState> parse_rate_limit(std::string_view header);

/// The same for `RateLimit-Policy`. The Hub writes `"fixed window";"api";q=500;w=300`: the last
/// text before the parameters is the name.
[[nodiscard]] std::vector<RateLimitPolicy> parse_rate_limit_policy(std::string_view header);

/// Picks our bucket from the lines of both headers: "api" where it is named, else the one with the
/// least left. Each line is read by itself: one of a gateway's cannot spoil the Hub's.
[[nodiscard]] RateLimit rate_limit_of(const std::vector<std::string>& rate_limits,
                                      const std::vector<std::string>& policy_lines);

}  // namespace hubmine::hub
