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
/// The other side fills its asks up before it takes replies: after so many takes in vain there is
/// nothing it could ask.
constexpr int kTakesToBelieve = 2;

milliseconds until(std::chrono::steady_clock::time_point then,
                   std::chrono::steady_clock::time_point now) {
    return std::chrono::ceil<milliseconds>(
        std::max(then - now, std::chrono::steady_clock::duration::zero()));
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
      most_in_flight_(options.concurrency),
      patience_(options.wait, options.max_wait),
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

void NetworkLoop::retry(Delivery delivery, const std::string& reason) {
    delivery.judgement = {hub::Verdict::kRetry, hub::Trouble::kBadBody, reason};
    delivery.reply.body = std::string();
    {
        const std::lock_guard lock(mutex_);
        taken_sound_ -= std::min<std::size_t>(taken_sound_, 1);
        given_back_.push_back(std::move(delivery));
    }
    transport_.wake();
}

std::vector<Delivery> NetworkLoop::take(milliseconds timeout) {
    std::unique_lock lock(mutex_);
    proven_sound_ = proven_sound_ || taken_sound_ > 0;
    taken_sound_ = 0;
    delivered_.wait_for(lock, timeout, [&] { return !outbox_.empty() || broken_; });
    if (outbox_.empty() && broken_) {
        std::rethrow_exception(std::exchange(broken_, nullptr));
    }
    const bool was_full = outbox_bytes_ > options_.max_waiting_bytes;
    taken_bytes_ = std::exchange(outbox_bytes_, 0);
    taken_sound_ = std::exchange(outbox_sound_, 0);
    empty_takes_ = outbox_.empty() ? empty_takes_ + 1 : 0;
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
    bool proven_sound = false;
    {
        const std::lock_guard lock(mutex_);
        asks.swap(inbox_);
        given_back.swap(given_back_);
        proven_sound = std::exchange(proven_sound_, false);
        transport_.set_held_bytes(outbox_bytes_ + taken_bytes_);
    }
    if (proven_sound) {
        hub_seen_ = true;
        note_health();
    }
    for (Ask& ask : asks) {
        lanes_.at(is_listing(ask) ? 0 : 1).push_back(std::move(ask));
    }
    for (Delivery& delivery : given_back) {
        note_failure(delivery.judgement.message, now);
        again_or_deliver(std::move(delivery), now);
    }
    while (!delayed_.empty() && delayed_.begin()->first <= now) {
        Ask ask = std::move(delayed_.extract(delayed_.begin()).mapped().ask);
        lanes_.at(is_listing(ask) ? 0 : 1).push_front(std::move(ask));
    }
}

bool NetworkLoop::has_room() const {
    const std::lock_guard lock(mutex_);
    return counters_.halt == Halt::kNone && in_flight_.size() < most_in_flight_ &&
           outbox_bytes_ + transport_.buffered_bytes() <= options_.max_waiting_bytes &&
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

bool NetworkLoop::only_delayed() const {
    const std::lock_guard lock(mutex_);
    return !has_ready() && in_flight_.empty() && outbox_.empty() && !delayed_.empty() &&
           empty_takes_ >= kTakesToBelieve;
}

std::size_t NetworkLoop::under_way() const {
    const std::lock_guard lock(mutex_);
    return in_flight_.size() + outbox_sound_ + taken_sound_;
}

std::optional<Pause> NetworkLoop::pause_before_next(TimePoint now) const {
    if (!breaker_.may_start(now, under_way())) {
        return Pause{.until = std::max(*breaker_.open_until(), now + milliseconds(10))};
    }
    const hub::Quota::Decision decision = quota_.decide(now);
    if (decision.may_start) {
        return std::nullopt;
    }
    return Pause{.until = decision.ask_again, .told = decision.exhausted};
}

milliseconds NetworkLoop::start_what_may(TimePoint now) {
    milliseconds sleep = kLongestSleep;
    if (!delayed_.empty()) {
        sleep = std::min(sleep, until(delayed_.begin()->first, now));
    }
    std::optional<Pause> pause;
    while (has_ready() && has_room()) {
        pause = pause_before_next(now);
        if (pause) {
            sleep = std::min(sleep, std::max(until(pause->until, now), milliseconds(1)));
            break;
        }
        start(*next_ready(), now);
    }
    if (only_delayed()) {
        pause = Pause{.until = delayed_.begin()->first, .told = delayed_.begin()->second.told};
    }
    note_waiting(pause, now);
    return sleep;
}

void NetworkLoop::note_waiting(const std::optional<Pause>& pause, TimePoint now) {
    const bool bearable = patience_.bears(pause, now);
    const std::lock_guard lock(mutex_);
    counters_.waited_for_quota = patience_.waited();
    counters_.waiting = pause.has_value();
    counters_.wait_left = pause ? until(pause->until, now) : milliseconds(0);
    if (!bearable) {
        set_halt(Halt::kLimit);
    }
}

void NetworkLoop::start(Ask ask, TimePoint now) {
    const std::uint64_t id = next_id_++;
    ++ask.attempts;
    hub::Request request = client_.request(id, ask.url);
    request.max_bytes = most_bytes(ask);
    transport_.start(request);
    in_flight_.emplace(id, InFlight{std::move(ask), quota_.started(now)});
    const std::lock_guard lock(mutex_);
    busy_ = in_flight_.size();
    ++counters_.requests;
    if (options_.max_requests && counters_.requests >= *options_.max_requests) {
        set_halt(Halt::kRequests);
    }
}

}  // namespace hubmine::crawl
