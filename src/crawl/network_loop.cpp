#include "network_loop.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/hub/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hubmine::crawl {

namespace {

using std::chrono::milliseconds;

/// The longest sleep of the loop: it is woken for everything but the passing of time.
constexpr milliseconds kLongestSleep{200};
/// A used-up quota is no fault of the request, but no reason to ask for ever either.
constexpr int kMostThrottled = 50;
/// Before anything was ever answered, an unreachable host is told quickly.
constexpr hub::RetryPolicy kFirstContact{3, milliseconds(200), milliseconds(400)};

milliseconds until(std::chrono::steady_clock::time_point then,
                   std::chrono::steady_clock::time_point now) {
    return std::chrono::ceil<milliseconds>(
        std::max(then - now, std::chrono::steady_clock::duration::zero()));
}

bool says_hub_is_down(hub::Trouble trouble) {
    using hub::Trouble;
    return trouble == Trouble::kUnreachable || trouble == Trouble::kTimeout ||
           trouble == Trouble::kBroken || trouble == Trouble::kServer;
}

}  // namespace

NetworkLoop::NetworkLoop(const hub::Client& client, const LoopOptions& options,
                         std::function<void(const std::string&)> notice)
    : client_(client),
      options_(options),
      notice_(std::move(notice)),
      transport_(options.transport),
      quota_(options.quota),
      breaker_(options.breaker),
      random_(options.seed),
      thread_([this] { run(); }) {}

NetworkLoop::~NetworkLoop() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
    }
    transport_.wake();
    thread_.join();
}

// --- the other side

void NetworkLoop::submit(Ask ask) {
    {
        const std::lock_guard lock(mutex_);
        inbox_.push_back(std::move(ask));
    }
    transport_.wake();
}

void NetworkLoop::retry(Ask ask, const std::string& reason) {
    Delivery delivery{std::move(ask), {}, {hub::Verdict::kRetry, hub::Trouble::kBadBody, reason}};
    delivery.reply.status = 200;
    {
        const std::lock_guard lock(mutex_);
        given_back_.push_back(std::move(delivery));
    }
    transport_.wake();
}

std::vector<Delivery> NetworkLoop::take(milliseconds timeout) {
    std::unique_lock lock(mutex_);
    delivered_.wait_for(lock, timeout, [&] { return !outbox_.empty() || broken_; });
    if (outbox_.empty() && broken_) {
        std::rethrow_exception(std::exchange(broken_, nullptr));
    }
    const bool was_full = outbox_bytes_ > options_.max_waiting_bytes;
    outbox_bytes_ = 0;
    std::vector<Delivery> taken = std::exchange(outbox_, {});
    lock.unlock();
    if (was_full) {
        transport_.wake();
    }
    return taken;
}

void NetworkLoop::halt(Halt reason) {
    {
        const std::lock_guard lock(mutex_);
        set_halt(reason);
    }
    transport_.wake();
}

void NetworkLoop::set_halt(Halt reason) {
    if (counters_.halt == Halt::kNone) {
        counters_.halt = reason;
    }
}

bool NetworkLoop::drained() const {
    const std::lock_guard lock(mutex_);
    return busy_ == 0 && outbox_.empty() && !broken_;
}

LoopCounters NetworkLoop::counters() const {
    const std::lock_guard lock(mutex_);
    return counters_;
}

// --- the loop's thread

void NetworkLoop::run() {
    try {
        while (true) {
            {
                const std::lock_guard lock(mutex_);
                if (quit_) {
                    return;
                }
            }
            turn();
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        broken_ = std::current_exception();
    }
    delivered_.notify_all();
}

void NetworkLoop::turn() {
    TimePoint now = Clock::now();
    adopt(now);
    const milliseconds sleep = start_what_may(now);
    std::vector<hub::Reply> replies = transport_.poll(sleep);
    now = Clock::now();
    for (hub::Reply& reply : replies) {
        settle(std::move(reply), now);
    }
}

void NetworkLoop::adopt(TimePoint now) {
    std::vector<Ask> asks;
    std::vector<Delivery> given_back;
    {
        const std::lock_guard lock(mutex_);
        asks.swap(inbox_);
        given_back.swap(given_back_);
    }
    for (Ask& ask : asks) {
        lanes_.at(is_listing(ask) ? 0 : 1).push_back(std::move(ask));
    }
    for (Delivery& delivery : given_back) {
        again_or_deliver(std::move(delivery), now);
    }
    while (!delayed_.empty() && delayed_.begin()->first <= now) {
        Ask ask = std::move(delayed_.extract(delayed_.begin()).mapped());
        lanes_.at(is_listing(ask) ? 0 : 1).push_front(std::move(ask));
    }
}

bool NetworkLoop::has_room() const {
    const std::lock_guard lock(mutex_);
    return counters_.halt == Halt::kNone && in_flight_.size() < options_.concurrency &&
           outbox_bytes_ <= options_.max_waiting_bytes &&
           outbox_.size() <= 8 * options_.concurrency;
}

bool NetworkLoop::has_ready() const {
    return !lanes_[0].empty() || !lanes_[1].empty();
}

std::optional<Ask> NetworkLoop::next_ready() {
    std::size_t lane = 1 - last_lane_;
    if (lanes_.at(lane).empty()) {
        lane = last_lane_;
    }
    if (lanes_.at(lane).empty()) {
        return std::nullopt;
    }
    last_lane_ = lane;
    Ask ask = std::move(lanes_.at(lane).front());
    lanes_.at(lane).pop_front();
    return ask;
}

milliseconds NetworkLoop::start_what_may(TimePoint now) {
    milliseconds sleep = kLongestSleep;
    if (!delayed_.empty()) {
        sleep = std::min(sleep, until(delayed_.begin()->first, now));
    }
    hub::Quota::Decision decision{true, now, false};
    while (has_ready() && has_room()) {
        if (!breaker_.may_start(now, in_flight_.size())) {
            decision = {false, std::max(*breaker_.open_until(), now + milliseconds(10)), false};
        } else {
            decision = quota_.decide(now);
        }
        if (!decision.may_start) {
            sleep = std::min(sleep, std::max(until(decision.ask_again, now), milliseconds(1)));
            break;
        }
        start(*next_ready(), now);
    }
    note_waiting(now, decision);
    return sleep;
}

/// Adds up the time that quota alone holds something back, and leaves when that is too long.
void NetworkLoop::note_waiting(TimePoint now, const hub::Quota::Decision& decision) {
    const std::lock_guard lock(mutex_);
    if (waiting_since_) {
        counters_.waited_for_quota +=
            std::chrono::duration_cast<milliseconds>(now - *waiting_since_);
        // Whole milliseconds were counted; the rest stays for the next turn.
        waiting_since_ =
            *waiting_since_ + std::chrono::duration_cast<milliseconds>(now - *waiting_since_);
    }
    const bool held_back = !decision.may_start && breaker_.may_start(now, in_flight_.size());
    if (!held_back) {
        waiting_since_.reset();
    } else if (!waiting_since_) {
        waiting_since_ = now;
    }
    counters_.waiting = !decision.may_start;
    counters_.wait_left = counters_.waiting ? until(decision.ask_again, now) : milliseconds(0);
    if (!held_back) {
        return;
    }
    const milliseconds ahead = decision.exhausted ? counters_.wait_left : milliseconds(0);
    const bool too_long =
        options_.max_wait && counters_.waited_for_quota + ahead > *options_.max_wait;
    if (too_long || (decision.exhausted && !options_.wait)) {
        set_halt(Halt::kLimit);
    }
}

void NetworkLoop::start(Ask ask, TimePoint now) {
    const std::uint64_t id = next_id_++;
    ++ask.attempts;
    transport_.start(client_.request(id, ask.url));
    in_flight_.emplace(id, InFlight{std::move(ask), quota_.started(now)});
    const std::lock_guard lock(mutex_);
    busy_ = in_flight_.size();
    ++counters_.requests;
    if (options_.max_requests && counters_.requests >= *options_.max_requests) {
        set_halt(Halt::kRequests);
    }
}

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
    if (judgement.trouble == hub::Trouble::kThrottled) {
        throttle(finished.ask, reply, now);
    }
    again_or_deliver({std::move(finished.ask), std::move(reply), std::move(judgement)}, now);
    const std::lock_guard lock(mutex_);
    busy_ = in_flight_.size();
}

void NetworkLoop::judge_health(const hub::Judgement& judgement, const hub::Reply& reply,
                               TimePoint now) {
    if (!says_hub_is_down(judgement.trouble)) {
        if (breaker_.succeeded() && notice_) {
            notice_("the Hub answers again");
        }
        return;
    }
    if (!breaker_.failed(now)) {
        return;
    }
    if (notice_) {
        notice_(fmt::format("the Hub is down ({}); waiting {}",
                            judgement.message.empty() ? reply.message : judgement.message,
                            core::format_duration(std::chrono::ceil<std::chrono::seconds>(
                                until(*breaker_.open_until(), now)))));
    }
    if (breaker_.has_given_up()) {
        const std::lock_guard lock(mutex_);
        set_halt(Halt::kUnavailable);
    }
}

/// A 429: with `r=0` the window is used up and t + 1 seconds are waited; without, the server wants
/// us to slow down for as long as it says, or as the back-off has it.
void NetworkLoop::throttle(Ask& ask, const hub::Reply& reply, TimePoint now) {
    const std::optional<hub::RateLimit> quota = hub::quota_of(reply);
    const bool used_up = quota && quota->state && quota->state->remaining == 0;
    if (used_up && quota->state->reset_seconds) {
        const std::int64_t rest = std::min<std::int64_t>(*quota->state->reset_seconds, 86400);
        quota_.pause_until(now + std::chrono::seconds(rest + 1));
        if (ask.throttled < kMostThrottled) {
            ++ask.throttled;
            --ask.attempts;
        }
        return;
    }
    const double random = std::uniform_real_distribution<double>(0.0, 1.0)(random_);
    const auto wait = hub::retry_wait(options_.retry, hub::Trouble::kThrottled,
                                      std::min(ask.attempts, options_.retry.max_attempts - 1),
                                      random, hub::retry_after(reply));
    quota_.pause_until(now + wait.value_or(options_.retry.base));
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
    return hub::retry_wait(options_.retry, delivery.judgement.trouble,
                           std::max(delivery.ask.attempts, 1), random,
                           hub::retry_after(delivery.reply));
}

void NetworkLoop::again_or_deliver(Delivery delivery, TimePoint now) {
    const bool again = delivery.judgement.verdict == hub::Verdict::kRetry;
    const std::optional<milliseconds> wait =
        again ? wait_before_retry(delivery) : std::optional<milliseconds>();
    if (!wait) {
        deliver(std::move(delivery));
        return;
    }
    delayed_.emplace(now + *wait, std::move(delivery.ask));
    const std::lock_guard lock(mutex_);
    ++counters_.retries;
}

void NetworkLoop::deliver(Delivery delivery) {
    {
        const std::lock_guard lock(mutex_);
        outbox_bytes_ += delivery.reply.body.size();
        outbox_.push_back(std::move(delivery));
    }
    delivered_.notify_one();
}

}  // namespace hubmine::crawl
