#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace hubmine::demohub {

/// One fixed window and what happened in it.
struct WindowUse {
    std::int64_t number = 0;  ///< 0 = the first since the server started
    std::int64_t used = 0;    ///< requests granted
    std::int64_t refused = 0;
};

/// Says whether a request fits, and the two headers of its reply.
struct Grant {
    bool granted = true;
    std::string rate_limit;  ///< `"api";r=499;t=295`
    std::string policy;      ///< `"fixed window";"api";q=500;w=300`
};

/// Counts requests in fixed windows, as the Hub does. May be used by several threads.
class QuotaBook {
  public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// A quota of 0 refuses nobody and claims a huge quota.
    QuotaBook(std::int64_t quota, std::chrono::milliseconds window, Clock clock);

    [[nodiscard]] Grant ask();
    /// The windows in which anything was asked, oldest first; the last may still be open.
    [[nodiscard]] std::vector<WindowUse> windows() const;

  private:
    std::int64_t quota_;
    std::chrono::milliseconds window_;
    Clock clock_;
    std::chrono::steady_clock::time_point start_;
    mutable std::mutex mutex_;
    std::vector<WindowUse> windows_;
};

}  // namespace hubmine::demohub
