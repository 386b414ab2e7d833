#pragma once

#include <chrono>
#include <optional>

namespace hubmine::crawl {

/// What holds the loop back while it has something to ask.
struct Pause {
    std::chrono::steady_clock::time_point until;
    bool told = false;  ///< the Hub wants it: its quota is used up, or it said when to come again
};

/// Adds up the time for which the Hub makes us wait, and knows when that is too long. Spreading
/// requests over the window, backing off and waiting for a Hub that is down do not count.
class Patience {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// `wait` false: no such wait is borne. `max_wait`: not more than this in all.
    Patience(bool wait, std::optional<std::chrono::milliseconds> max_wait)
        : wait_(wait), max_wait_(max_wait) {}

    /// Notes how things stand; false when the wait that lies ahead is too long.
    [[nodiscard]] bool bears(const std::optional<Pause>& pause, TimePoint now);
    [[nodiscard]] std::chrono::milliseconds waited() const { return waited_; }

  private:
    bool wait_;
    std::optional<std::chrono::milliseconds> max_wait_;
    std::chrono::milliseconds waited_{0};
    std::optional<TimePoint> since_;  ///< up to here it is counted
};

}  // namespace hubmine::crawl
