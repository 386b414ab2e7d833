#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/crawl/options.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace hubmine::crawl {

/// A quota of the Hub: requests in a fixed window.
struct QuotaPlan {
    std::string name;  ///< "anonymous", "free", "PRO", ...: by its number
    std::int64_t requests = 0;
    std::chrono::seconds window{300};
    bool detected = false;  ///< read from a reply, not assumed
};

/// What a Hub says when it is asked for next to nothing.
struct Knock {
    QuotaPlan quota;                        ///< assumed where the Hub counts nothing
    std::optional<std::int64_t> remaining;  ///< requests left in this window; absent = not said
    std::optional<core::Timestamp> server_time;  ///< its `Date`
};

/// Sends the smallest request there is, and reads the headers of its reply; `most` is how long all
/// of it may take. Throws RefusedError when the token is refused, Error when the Hub cannot be
/// reached, does not answer in time, or somebody else answers.
[[nodiscard]] Knock knock(const Options& options,
                          std::chrono::milliseconds most = std::chrono::minutes(10));

/// What the Hub publishes for anonymous requests, or for those with a token.
[[nodiscard]] QuotaPlan assumed_quota(const Options& options);

}  // namespace hubmine::crawl
