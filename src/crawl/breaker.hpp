#pragma once

#include <chrono>
#include <optional>

namespace hubmine::crawl {

/// Stops hammering a Hub that is down. After `threshold` failures in a row nothing starts for a
/// while; then one request goes ahead, and only its success lets the others follow. Each opening in
/// a row waits twice as long; after `max_openings` of them there is no point in going on.
class Breaker {
  public:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Options {
        int threshold = 30;
        std::chrono::milliseconds pause{60000};
        std::chrono::milliseconds longest_pause{300000};
        int max_openings = 5;
    };

    explicit Breaker(const Options& options) : options_(options) {}

    [[nodiscard]] bool may_start(TimePoint now, std::size_t in_flight) const {
        return !open_until_ || (now >= *open_until_ && in_flight == 0);
    }
    /// When it is open: the moment of the next trial.
    [[nodiscard]] std::optional<TimePoint> open_until() const { return open_until_; }
    [[nodiscard]] bool has_given_up() const { return openings_ > options_.max_openings; }

    /// True when it was open: the Hub is back.
    bool succeeded();
    /// True when it opens now.
    bool failed(TimePoint now);

  private:
    Options options_;
    int failures_ = 0;
    int openings_ = 0;
    std::optional<TimePoint> open_until_;
};

}  // namespace hubmine::crawl
