#include "hubmine/hub/quota.hpp"

#include <algorithm>
#include <cmath>

namespace hubmine::hub {

namespace {

using std::chrono::milliseconds;

/// A probe that hangs must not stall the walk for the whole of its timeout.
constexpr milliseconds kProbePatience{2000};
constexpr std::chrono::seconds kDefaultWindow{300};
/// A day: longer ones are no quota but a mistake, or malice that would overflow our clock.
constexpr std::int64_t kLongestWindow = 86400;
/// So much of the quota may a run use at once at its beginning, where most of the window is left:
/// a short run is over before there is anything to spread.
constexpr double kOpening = 0.2;
constexpr double kMostOfTheWindow = 0.5;

/// The last start lies so far before the window's end: room for the reply, and for a reset that
/// comes early because `t` was rounded.
milliseconds margin_of(milliseconds window) {
    return std::min(window / 20 + milliseconds(500), window / 4);
}

}  // namespace

milliseconds Quota::length() const {
    const bool known = policy_ && policy_->window_seconds && *policy_->window_seconds > 0;
    return known ? std::chrono::seconds(std::min(*policy_->window_seconds, kLongestWindow))
                 : kDefaultWindow;
}

std::int64_t Quota::reserve() const {
    if (!policy_ || options_.share >= 1.0) {
        return 0;
    }
    return std::llround(std::ceil(static_cast<double>(policy_->quota) * (1.0 - options_.share)));
}

std::int64_t Quota::may_start_now(const Window& window) const {
    return window.remaining - reserve() - static_cast<std::int64_t>(in_flight_.size()) -
           static_cast<std::int64_t>(lost_.size());
}

bool Quota::is_opening(std::int64_t allowed) const {
    if (!policy_) {
        return false;
    }
    const double ours = static_cast<double>(policy_->quota) * options_.share;
    return static_cast<double>(next_ticket_) <= kOpening * ours &&
           static_cast<double>(allowed) > kMostOfTheWindow * ours;
}

Quota::Decision Quota::decide(TimePoint now) const {
    if (paused_until_ && now < *paused_until_) {
        return {false, *paused_until_, true};
    }
    if (window_) {
        return now >= window_->reset_latest ? decide_probe(now, window_->reset_latest)
                                            : decide_in_window(*window_, now);
    }
    return unlimited_ ? Decision{true, now, false} : decide_probe(now, TimePoint::min());
}

/// Nothing is known of the window that runs now: one request goes ahead and asks.
Quota::Decision Quota::decide_probe(TimePoint now, TimePoint since) const {
    std::optional<TimePoint> newest;
    for (const auto& [ticket, begun] : in_flight_) {
        if (begun >= since) {
            newest = std::max(newest.value_or(begun), begun);
        }
    }
    if (!newest || now >= *newest + kProbePatience) {
        return {true, now, false};
    }
    return {false, *newest + kProbePatience, false};
}

Quota::Decision Quota::decide_in_window(const Window& window, TimePoint now) const {
    const std::int64_t allowed = may_start_now(window);
    if (allowed <= 0) {
        const bool used_up = allowed + static_cast<std::int64_t>(in_flight_.size()) <= 0;
        return {false, window.reset_latest, used_up};
    }
    if (!options_.paced || !last_start_ || is_opening(allowed)) {
        return {true, now, false};
    }
    // Spread what is allowed evenly from the last start to the deadline: the share of the way that
    // falls to one request is 1 / (allowed + 1).
    const TimePoint deadline = window.reset_earliest - margin_of(length());
    const auto way = std::max(deadline - *last_start_, Clock::duration::zero());
    const TimePoint next = *last_start_ + way / (allowed + 1);
    return {now >= next, next, false};
}

std::uint64_t Quota::started(TimePoint now) {
    last_start_ = now;
    in_flight_.emplace(next_ticket_, now);
    return next_ticket_++;
}

void Quota::finished(std::uint64_t ticket, TimePoint now, const std::optional<RateLimit>& reply) {
    const auto found = in_flight_.find(ticket);
    if (found == in_flight_.end()) {
        return;
    }
    const TimePoint begun = found->second;
    in_flight_.erase(found);
    if (!reply) {
        if (window_) {
            lost_.push_back(now);
        }
        return;
    }
    if (reply->policy) {
        policy_ = reply->policy;
    }
    if (reply->state) {
        learn(*reply->state, begun, now);
    } else if (!window_ || begun >= window_->reset_latest) {
        window_.reset();  // the last one is over, and of a new one nothing is said
        unlimited_ = true;
    }
}

void Quota::learn(const RateLimitState& state, TimePoint begun, TimePoint now) {
    unlimited_ = false;
    const milliseconds rest =
        state.reset_seconds
            ? milliseconds(std::chrono::seconds(std::min(*state.reset_seconds, kLongestWindow)))
            : length();
    // Rounding up or down, and when between begin and end the server looked, is not known.
    const TimePoint earliest = begun + rest - std::chrono::seconds(1);
    const TimePoint latest = now + rest + std::chrono::seconds(1);
    const auto middle = [](TimePoint a, TimePoint b) { return a + (b - a) / 2; };
    if (window_) {
        const auto shift =
            middle(earliest, latest) - middle(window_->reset_earliest, window_->reset_latest);
        if (shift < -length() / 2) {
            return;  // a late reply from a window that is over
        }
        if (shift <= length() / 2) {
            window_->reset_earliest = std::max(window_->reset_earliest, earliest);
            window_->reset_latest = std::min(window_->reset_latest, latest);
            if (window_->reset_earliest > window_->reset_latest) {
                window_->reset_earliest = earliest;
                window_->reset_latest = latest;
            }
            if (state.remaining > window_->remaining) {
                return;
            }
            window_->remaining = state.remaining;
            std::erase_if(lost_, [&](TimePoint end) { return end <= begun; });
            return;
        }
    }
    window_ = Window{state.remaining, earliest, latest};
    std::erase_if(lost_, [&](TimePoint end) { return end <= begun; });
}

void Quota::pause_until(TimePoint until) {
    paused_until_ = paused_until_ ? std::max(*paused_until_, until) : until;
}

}  // namespace hubmine::hub
