#pragma once

#include <chrono>
#include <optional>

namespace hubmine::hub {

/// Why a request has to be asked again, or cannot be.
enum class Trouble {
    kNone,
    kUnreachable,  ///< no connection, name or certificate
    kTimeout,      ///< connect, first byte, stalled, total
    kBroken,       ///< reset, truncated or undecodable body
    kServer,       ///< 408, 425, 5xx
    kThrottled,    ///< 429
    kBadBody,      ///< 200 with something that is not the JSON that was asked for
    kFinal,        ///< asking again cannot help
};

struct RetryPolicy {
    int max_attempts = 6;                  ///< the first one included
    std::chrono::milliseconds base{1000};  ///< ceiling of the first wait, doubled each time
    std::chrono::milliseconds cap{60000};  ///< largest ceiling
};

/// How long to wait after attempt number `attempt` (1 = the first) failed; absent = give up.
/// Exponential back-off with full jitter (Brooker, "Exponential Backoff And Jitter", 2015):
/// `random` in [0, 1) is the share of the ceiling min(cap, base * 2^(attempt-1)) that is waited.
/// `retry_after` is a floor that no ceiling cuts.
[[nodiscard]] std::optional<std::chrono::milliseconds> retry_wait(
    const RetryPolicy& policy, Trouble trouble, int attempt, double random,
    std::optional<std::chrono::seconds> retry_after = std::nullopt);

}  // namespace hubmine::hub
