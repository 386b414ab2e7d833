#pragma once

#include "hubmine/hub/rate_limit.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace hubmine::hub {

/// Decides when the next request may start, from what the replies say about a fixed-window quota.
/// Pure state: time comes in as an argument, nothing sleeps.
///
/// A reply's `r` tells what was left when the server saw that request. What may still be started is
/// at least the smallest `r` of the window less every request that the server may have counted
/// since: those in flight, and those that ended without a reply after the request of that `r` had
/// begun. A server that counts by fixed windows therefore never sees one too many. Starts are
/// spread over the window, ending a little before it does, so the quota is used and nobody is
/// flooded; only the first few of a run may start at once, so that a short run is short.
class Quota {
  public:
    using Clock = std::chrono::steady_clock;
    using TimePoint = Clock::time_point;

    struct Options {
        double share = 1.0;  ///< of the quota that is ours to use, 0 < share <= 1
        bool paced = true;   ///< false: start as fast as the rest of the window allows
    };

    struct Decision {
        bool may_start = false;
        TimePoint ask_again;  ///< when not: the next moment at which that can be otherwise
        bool exhausted =
            false;  ///< when not: the window's quota is used up, or we were told to wait
    };

    explicit Quota(const Options& options) : options_(options) {}

    [[nodiscard]] Decision decide(TimePoint now) const;

    /// A request starts. The ticket names it in `finished`.
    std::uint64_t started(TimePoint now);
    /// It ended; `reply` is absent when there was none (its headers may say nothing all the same).
    void finished(std::uint64_t ticket, TimePoint now, const std::optional<RateLimit>& reply);
    /// A 429: nothing starts before `until`.
    void pause_until(TimePoint until);

    /// The policy last seen, for reports.
    [[nodiscard]] const std::optional<RateLimitPolicy>& policy() const { return policy_; }
    [[nodiscard]] std::size_t in_flight() const { return in_flight_.size(); }

  private:
    /// The server's current window, as far as known.
    struct Window {
        std::int64_t remaining = 0;  ///< smallest r seen
        TimePoint reset_earliest;    ///< the window ends between these two:
        TimePoint reset_latest;      ///< t is a rounded second, the reply took its time
    };

    [[nodiscard]] std::chrono::milliseconds length() const;
    [[nodiscard]] std::int64_t reserve() const;
    [[nodiscard]] std::int64_t may_start_now(const Window& window) const;
    [[nodiscard]] bool is_opening(std::int64_t allowed) const;
    [[nodiscard]] Decision decide_probe(TimePoint now, TimePoint since) const;
    [[nodiscard]] Decision decide_in_window(const Window& window, TimePoint now) const;
    void learn(const RateLimitState& state, TimePoint begun, TimePoint now);

    Options options_;
    std::optional<RateLimitPolicy> policy_;
    std::optional<Window> window_;
    bool unlimited_ = false;  ///< a reply came and said nothing about any quota
    std::map<std::uint64_t, TimePoint> in_flight_;
    std::vector<TimePoint> lost_;  ///< ends of requests that got no reply and may have been counted
    std::optional<TimePoint> last_start_;
    std::optional<TimePoint> paused_until_;
    std::uint64_t next_ticket_ = 1;
};

}  // namespace hubmine::hub
