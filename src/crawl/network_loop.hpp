#pragma once

#include "hubmine/hub/client.hpp"
#include "hubmine/hub/quota.hpp"
#include "hubmine/hub/retry.hpp"
#include "hubmine/hub/transport.hpp"

#include "ask.hpp"
#include "breaker.hpp"

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace hubmine::crawl {

struct LoopOptions {
    hub::TransportOptions transport;
    hub::Quota::Options quota;
    hub::RetryPolicy retry;
    Breaker::Options breaker;
    std::size_t concurrency = 16;
    std::size_t max_waiting_bytes = std::size_t{32} << 20U;  ///< replies not yet taken
    std::optional<std::int64_t> max_requests;
    std::optional<std::chrono::milliseconds> max_wait;  ///< in all, for quota
    bool wait = true;                                   ///< false: stop at the first limit
    std::uint64_t seed = 1;                             ///< of the jitter
};

/// Why nothing more is started.
enum class Halt { kNone, kAsked, kRequests, kLimit, kUnavailable };

struct LoopCounters {
    std::int64_t requests = 0;
    std::int64_t retries = 0;
    std::int64_t bytes = 0;
    std::chrono::milliseconds waited_for_quota{0};
    bool waiting = false;  ///< for quota or for a Hub that is down, right now
    std::chrono::milliseconds wait_left{0};
    Halt halt = Halt::kNone;
    std::optional<hub::RateLimitPolicy> policy;
};

/// The event loop: one thread of its own drives curl with many requests in flight, paced by the
/// quota, retried with back-off; the other side hands in asks and takes judged replies. When the
/// other side is slow, nothing new is started: what waits here is bounded.
class NetworkLoop {
  public:
    /// `notice` is called on the loop's thread.
    NetworkLoop(const hub::Client& client, const LoopOptions& options,
                std::function<void(const std::string&)> notice);
    NetworkLoop(const NetworkLoop&) = delete;
    NetworkLoop& operator=(const NetworkLoop&) = delete;
    NetworkLoop(NetworkLoop&&) = delete;
    NetworkLoop& operator=(NetworkLoop&&) = delete;
    ~NetworkLoop();

    void submit(Ask ask);
    /// The reply to `ask` was of no use after all: ask again, or hand it back when retries are used
    /// up.
    void retry(Ask ask, const std::string& reason);
    /// Replies that have come, waiting at most `timeout` for the first one. Rethrows what broke the
    /// loop.
    [[nodiscard]] std::vector<Delivery> take(std::chrono::milliseconds timeout);

    /// Nothing more is started; what is in flight still comes.
    void halt(Halt reason);
    /// Nothing is in flight and nothing waits to be taken.
    [[nodiscard]] bool drained() const;
    [[nodiscard]] LoopCounters counters() const;

  private:
    using Clock = std::chrono::steady_clock;
    using TimePoint = Clock::time_point;

    struct InFlight {
        Ask ask;
        std::uint64_t ticket = 0;  ///< of the quota
    };

    void run();
    void turn();
    void adopt(TimePoint now);
    /// Returns how long there is nothing to do but wait for replies.
    std::chrono::milliseconds start_what_may(TimePoint now);
    [[nodiscard]] bool has_room() const;
    [[nodiscard]] std::optional<Ask> next_ready();
    [[nodiscard]] bool has_ready() const;
    void start(Ask ask, TimePoint now);
    void note_waiting(TimePoint now, const hub::Quota::Decision& decision);
    void settle(hub::Reply reply, TimePoint now);
    void judge_health(const hub::Judgement& judgement, const hub::Reply& reply, TimePoint now);
    void throttle(Ask& ask, const hub::Reply& reply, TimePoint now);
    void again_or_deliver(Delivery delivery, TimePoint now);
    [[nodiscard]] std::optional<std::chrono::milliseconds> wait_before_retry(
        const Delivery& delivery);
    void deliver(Delivery delivery);
    void set_halt(Halt reason);

    const hub::Client& client_;
    LoopOptions options_;
    std::function<void(const std::string&)> notice_;
    hub::Transport transport_;

    // Of the loop's thread alone.
    hub::Quota quota_;
    Breaker breaker_;
    std::mt19937_64 random_;
    std::array<std::deque<Ask>, 2> lanes_;  // 0: lists and targets, 1: reads of repositories
    std::size_t last_lane_ = 1;
    std::multimap<TimePoint, Ask> delayed_;
    std::unordered_map<std::uint64_t, InFlight> in_flight_;
    std::uint64_t next_id_ = 1;
    bool ever_replied_ = false;
    std::optional<TimePoint> waiting_since_;

    mutable std::mutex mutex_;  // guards everything below
    std::condition_variable delivered_;
    std::vector<Ask> inbox_;
    std::vector<Delivery> given_back_;
    std::vector<Delivery> outbox_;
    std::size_t outbox_bytes_ = 0;
    std::size_t busy_ = 0;  // in flight
    LoopCounters counters_;
    std::exception_ptr broken_;
    bool quit_ = false;

    std::thread thread_;  // last: starts when everything stands
};

}  // namespace hubmine::crawl
