#include "hubmine/core/error.hpp"
#include "hubmine/core/time.hpp"

#include "door.hpp"
#include "network_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

/// What becomes of replies: the second half of the loop.
namespace hubmine::crawl {

namespace {

using std::chrono::milliseconds;

/// Being told when to come again is no fault of the request, but no reason to ask for ever either.
constexpr int kMostPutBack = 50;
/// A server in trouble that wants to be left alone for longer is asked by the next run.
constexpr std::chrono::seconds kLongestTold{300};
constexpr std::chrono::seconds kDay{86400};
/// When a used-up quota comes back, where that is not said.
constexpr std::chrono::seconds kUnsaidReset{60};
/// Before anything was ever answered, an unreachable host is told quickly, and so is an answer that
/// is nobody's but some proxy's or portal's.
constexpr hub::RetryPolicy kFirstContact{3, milliseconds(200), milliseconds(400)};
constexpr int kFirstAnswers = 4;

constexpr int kTooManyRequests = 429;

/// A 429 because nothing is left of the window.
bool is_used_up(const hub::Reply& reply) {
    const auto quota = hub::quota_of(reply);
    return reply.status == kTooManyRequests && quota && quota->state &&
           quota->state->remaining == 0;
}

/// When the Hub wants to be asked again. "Now" is no wait: that is left to the back-off.
std::optional<std::chrono::seconds> told_wait(const hub::Reply& reply) {
    const auto told = hub::retry_after(reply);
    return told && told->count() > 0 ? told : std::nullopt;
}

}  // namespace

void NetworkLoop::settle(hub::Reply reply, TimePoint now) {
    auto found = in_flight_.extract(reply.id);
    InFlight& finished = found.mapped();
    hub::Judgement judgement = client_.judge(reply);
    // Whoever is not the Hub does not know what it counts.
    const std::optional<hub::RateLimit> quota =
        judgement.trouble == hub::Trouble::kBadBody ? std::nullopt : hub::quota_of(reply);
    quota_.finished(finished.ticket, now, quota);
    {
        const std::lock_guard lock(mutex_);
        counters_.bytes += reply.wire_bytes;
    }
    judge_health(judgement, reply, now);
    hub_seen_ = hub_seen_ || hub::is_surely_hubs(reply, judgement);
    if (judgement.trouble == hub::Trouble::kNone && reply.id >= restarted_at_) {
        most_in_flight_ = std::min(2 * most_in_flight_, options_.concurrency);
    }
    if (is_told_to_wait(finished.ask, judgement, reply, now)) {
        put_back(std::move(finished.ask), reply, now);
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
        if (!hub_seen_ && !options_.hub_known) {
            throw core::Error(fmt::format("no Hub answers at {}: {}", client_.endpoint(), reason));
        }
        const std::lock_guard lock(mutex_);
        set_halt(Halt::kUnavailable);
    }
}

/// Whether the Hub says when to come again: with a 429 all requests wait, with a server error this
/// one. That is no attempt of the ask. A 429 that says nothing slows all down for as long as the
/// back-off has it.
bool NetworkLoop::is_told_to_wait(const Ask& ask, const hub::Judgement& judgement,
                                  const hub::Reply& reply, TimePoint now) {
    if (ask.put_back >= kMostPutBack) {
        return false;
    }
    const auto told = told_wait(reply);
    if (judgement.trouble == hub::Trouble::kServer) {
        return told && *told <= kLongestTold;
    }
    if (judgement.trouble != hub::Trouble::kThrottled) {
        return false;
    }
    if (is_used_up(reply) || told) {
        return true;
    }
    const double random = std::uniform_real_distribution<double>(0.0, 1.0)(random_);
    const auto wait =
        hub::retry_wait(options_.retry, judgement.trouble,
                        std::min(ask.attempts, options_.retry.max_attempts - 1), random);
    quota_.pause_until(now + wait.value_or(options_.retry.base));
    go_one_by_one();
    return false;
}

/// Whoever was too much for the Hub comes again so.
void NetworkLoop::go_one_by_one() {
    most_in_flight_ = 1;
    restarted_at_ = next_id_;
}

void NetworkLoop::put_back(Ask ask, const hub::Reply& reply, TimePoint now) {
    ++ask.put_back;
    --ask.attempts;
    const auto told = told_wait(reply);
    if (const auto quota = hub::quota_of(reply); is_used_up(reply)) {
        const auto rest = quota->state->reset_seconds
                              ? std::chrono::seconds(*quota->state->reset_seconds)
                              : told.value_or(kUnsaidReset);
        quota_.pause_until(now + std::min(rest, kDay) + std::chrono::seconds(1));
    } else if (reply.status == kTooManyRequests) {
        quota_.pause_until(now + *told);
    }
    go_one_by_one();
    if (reply.status == kTooManyRequests) {
        lanes_.at(is_listing(ask) ? 0 : 1).push_front(std::move(ask));
    } else {
        delayed_.emplace(now + *told, Delayed{std::move(ask), true});
    }
    const std::lock_guard lock(mutex_);
    ++counters_.retries;
}

/// A sound reply that nobody has read yet may be a Hub's.
bool NetworkLoop::is_at_the_door(const Delivery& delivery) const {
    const bool is_ours = delivery.reply.fault == hub::Fault::kNoRoom;
    const std::lock_guard lock(mutex_);
    return !hub_seen_ && !options_.hub_known && !is_ours && !proven_sound_ && outbox_sound_ == 0 &&
           taken_sound_ == 0;
}

std::optional<milliseconds> NetworkLoop::wait_before_retry(const Delivery& delivery) {
    const double random = std::uniform_real_distribution<double>(0.0, 1.0)(random_);
    const hub::Trouble trouble = delivery.judgement.trouble;
    const int attempts = std::max(delivery.ask.attempts, 1);
    if (!hub_seen_ &&
        (trouble == hub::Trouble::kUnreachable || trouble == hub::Trouble::kBadBody)) {
        hub::RetryPolicy policy = kFirstContact;
        if (trouble == hub::Trouble::kBadBody) {
            policy = options_.retry;
            policy.max_attempts = std::min(policy.max_attempts, kFirstAnswers);
        }
        const auto wait = hub::retry_wait(policy, trouble, attempts, random);
        if (!wait || delivery.reply.fault == hub::Fault::kTls) {
            leave_at_the_door(client_, delivery.ask.url, delivery.reply, delivery.judgement);
        }
        return wait;
    }
    const auto told = told_wait(delivery.reply);
    // Told to wait longer, or more often, than we do.
    const bool is_too_long = told && trouble != hub::Trouble::kThrottled;
    const auto wait = is_too_long
                          ? std::nullopt
                          : hub::retry_wait(options_.retry, trouble, attempts, random, told);
    if (!wait && is_at_the_door(delivery)) {
        leave_at_the_door(client_, delivery.ask.url, delivery.reply, delivery.judgement);
    }
    return wait;
}

void NetworkLoop::again_or_deliver(Delivery delivery, TimePoint now) {
    const bool again = delivery.judgement.verdict == hub::Verdict::kRetry;
    const std::optional<milliseconds> wait =
        again ? wait_before_retry(delivery) : std::optional<milliseconds>();
    if (!wait) {
        deliver(std::move(delivery));
        return;
    }
    delayed_.emplace(now + *wait, Delayed{std::move(delivery.ask), false});
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
