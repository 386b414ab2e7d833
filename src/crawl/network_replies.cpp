#include "hubmine/core/error.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/hub/url.hpp"

#include "network_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

/// What becomes of replies: the second half of the loop.
namespace hubmine::crawl {

namespace {

using std::chrono::milliseconds;

/// A used-up quota is no fault of the request, but no reason to ask for ever either.
constexpr int kMostThrottled = 50;
/// A server in trouble that wants to be left alone for longer is asked by the next run.
constexpr std::chrono::seconds kLongestTold{300};
constexpr std::chrono::seconds kDay{86400};
/// When a used-up quota comes back, where that is not said.
constexpr std::chrono::seconds kUnsaidReset{60};
/// Before anything was ever answered, an unreachable host is told quickly.
constexpr hub::RetryPolicy kFirstContact{3, milliseconds(200), milliseconds(400)};

}  // namespace

void NetworkLoop::settle(hub::Reply reply, TimePoint now) {
    auto found = in_flight_.extract(reply.id);
    InFlight& finished = found.mapped();
    const std::optional<hub::RateLimit> quota = hub::quota_of(reply);
    quota_.finished(finished.ticket, now, quota);
    ever_replied_ = ever_replied_ || reply.status != 0;
    {
        const std::lock_guard lock(mutex_);
        counters_.bytes += reply.wire_bytes;
        counters_.policy = quota_.policy();
    }
    hub::Judgement judgement = hub::judge(reply);
    judge_health(judgement, reply, now);
    const bool was_throttled = judgement.trouble == hub::Trouble::kThrottled;
    if (was_throttled && throttle(finished.ask, reply, now)) {
        lanes_.at(is_listing(finished.ask) ? 0 : 1).push_front(std::move(finished.ask));
        const std::lock_guard lock(mutex_);
        ++counters_.retries;
    } else {
        again_or_deliver({std::move(finished.ask), std::move(reply), std::move(judgement)}, now);
    }
    const std::lock_guard lock(mutex_);
    busy_ = in_flight_.size();
}

/// What looks sound has still to be read; a 429 says nothing of the Hub's health.
void NetworkLoop::judge_health(const hub::Judgement& judgement, const hub::Reply& reply,
                               TimePoint now) {
    using hub::Trouble;
    const bool is_whole = reply.fault == hub::Fault::kNone;
    if (reply.fault == hub::Fault::kUnsendable) {
        return;  // nothing was asked
    }
    if (is_whole && judgement.trouble == Trouble::kFinal) {
        note_health();
    } else if (!is_whole || judgement.trouble == Trouble::kServer ||
               judgement.trouble == Trouble::kBadBody) {
        note_failure(judgement.message, now);
    }
}

void NetworkLoop::note_health() {
    if (breaker_.succeeded() && notice_) {
        notice_("the Hub answers again");
    }
}

void NetworkLoop::note_failure(const std::string& reason, TimePoint now) {
    if (!breaker_.failed(now)) {
        return;
    }
    if (notice_) {
        notice_(fmt::format("the Hub is down ({}); waiting {}", reason,
                            core::format_duration(std::chrono::ceil<std::chrono::seconds>(
                                *breaker_.open_until() - now))));
    }
    if (breaker_.has_given_up()) {
        const std::lock_guard lock(mutex_);
        set_halt(Halt::kUnavailable);
    }
}

/// A 429: with `r=0` the window is used up, which is no attempt of the ask: it is put back, t + 1
/// seconds are waited, and true is returned. Without, the server wants us to slow down for as long
/// as it says, or as the back-off has it.
bool NetworkLoop::throttle(Ask& ask, const hub::Reply& reply, TimePoint now) {
    const std::optional<hub::RateLimit> quota = hub::quota_of(reply);
    if (quota && quota->state && quota->state->remaining == 0) {
        const auto rest = quota->state->reset_seconds
                              ? std::chrono::seconds(*quota->state->reset_seconds)
                              : hub::retry_after(reply).value_or(kUnsaidReset);
        quota_.pause_until(now + std::min(rest, kDay) + std::chrono::seconds(1));
        const bool is_put_back = ask.throttled < kMostThrottled;
        if (is_put_back) {
            ++ask.throttled;
            --ask.attempts;
        }
        return is_put_back;
    }
    const double random = std::uniform_real_distribution<double>(0.0, 1.0)(random_);
    const auto wait = hub::retry_wait(options_.retry, hub::Trouble::kThrottled,
                                      std::min(ask.attempts, options_.retry.max_attempts - 1),
                                      random, hub::retry_after(reply));
    quota_.pause_until(now + wait.value_or(options_.retry.base));
    return false;
}

std::optional<milliseconds> NetworkLoop::wait_before_retry(const Delivery& delivery) {
    const double random = std::uniform_real_distribution<double>(0.0, 1.0)(random_);
    if (!ever_replied_ && delivery.judgement.trouble == hub::Trouble::kUnreachable) {
        const auto wait = hub::retry_wait(kFirstContact, delivery.judgement.trouble,
                                          delivery.ask.attempts, random);
        const bool hopeless = delivery.reply.fault == hub::Fault::kTls;
        if (!wait || hopeless) {
            throw core::Error(fmt::format("cannot reach the Hub: GET {}: {}",
                                          hub::without_query(delivery.ask.url),
                                          delivery.judgement.message));
        }
        return wait;
    }
    const auto told = hub::retry_after(delivery.reply);
    const bool is_throttled = delivery.judgement.trouble == hub::Trouble::kThrottled;
    if (told && *told > kLongestTold && !is_throttled) {
        return std::nullopt;
    }
    return hub::retry_wait(options_.retry, delivery.judgement.trouble,
                           std::max(delivery.ask.attempts, 1), random, told);
}

void NetworkLoop::again_or_deliver(Delivery delivery, TimePoint now) {
    const bool again = delivery.judgement.verdict == hub::Verdict::kRetry;
    const std::optional<milliseconds> wait =
        again ? wait_before_retry(delivery) : std::optional<milliseconds>();
    if (!wait) {
        deliver(std::move(delivery));
        return;
    }
    const bool told = hub::retry_after(delivery.reply).has_value();
    delayed_.emplace(now + *wait, Delayed{std::move(delivery.ask), told});
    const std::lock_guard lock(mutex_);
    ++counters_.retries;
}

void NetworkLoop::deliver(Delivery delivery) {
    {
        const std::lock_guard lock(mutex_);
        outbox_bytes_ += delivery.reply.body.size();
        outbox_sound_ += delivery.judgement.trouble == hub::Trouble::kNone ? 1 : 0;
        outbox_.push_back(std::move(delivery));
    }
    delivered_.notify_one();
}

}  // namespace hubmine::crawl
