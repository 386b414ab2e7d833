#pragma once

#include "hubmine/hub/client.hpp"
#include "hubmine/hub/quota.hpp"
#include "hubmine/hub/retry.hpp"
#include "hubmine/hub/transport.hpp"

#include "ask.hpp"
#include "breaker.hpp"
#include "patience.hpp"

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
    /// Replies that come in, and those not yet taken: with more than this nothing is started.
    std::size_t max_waiting_bytes = std::size_t{32} << 20U;
    std::optional<std::int64_t> max_requests;
    std::optional<std::chrono::milliseconds> max_wait;  ///< in all, where the Hub wants it
    bool wait = true;                                   ///< false: stop at the first limit
    bool hub_known = false;  ///< an earlier run has met the Hub: it is only in trouble
    std::uint64_t seed = 1;  ///< of the jitter
};

/// Why nothing more is started.
enum class Halt { kNone, kAsked, kRequests, kLimit, kUnavailable };

struct LoopCounters {
    std::int64_t requests = 0;
    std::int64_t retries = 0;
    std::int64_t bytes = 0;
    std::chrono::milliseconds waited_for_quota{0};
    bool waiting = false;  ///< for quota, for a Hub that is down or to ask again, right now
    std::chrono::milliseconds wait_left{0};
    Halt halt = Halt::kNone;
};

/// The event loop: one thread of its own drives curl with many requests in flight, paced by the
/// quota, retried with back-off; the other side hands in asks and takes judged replies. When the
/// other side is slow, nothing new is started: what waits here is bounded. A reply that looks sound
/// counts as the Hub's good health only when the other side did not give it back.
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
    /// The reply was of no use after all: ask again, or hand it back when retries are used up.
    void retry(Delivery delivery, const std::string& reason);
    /// Replies that have come, waiting at most `timeout` for the first one. The call says that
    /// those taken before are dealt with. Rethrows what broke the loop.
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

    struct Delayed {
        Ask ask;
        bool told = false;  ///< the Hub said when
    };

    void run();
    void turn();
    void adopt(TimePoint now);
    /// Returns how long there is nothing to do but wait for replies.
    std::chrono::milliseconds start_what_may(TimePoint now);
    [[nodiscard]] bool has_room() const;
    /// Nothing is under way, and nothing more is asked for, until a delayed ask is due.
    [[nodiscard]] bool only_delayed() const;
    /// Replies that still have to show whether they are sound count as under way.
    [[nodiscard]] std::size_t under_way() const;
    [[nodiscard]] std::optional<Ask> next_ready();
    [[nodiscard]] bool has_ready() const;
    void start(Ask ask, TimePoint now);
    /// What keeps the next ask from being started, if anything does.
    [[nodiscard]] std::optional<Pause> pause_before_next(TimePoint now) const;
    void note_waiting(const std::optional<Pause>& pause, TimePoint now);
    void settle(hub::Reply reply, TimePoint now);
    void judge_health(const hub::Judgement& judgement, const hub::Reply& reply, TimePoint now);
    void note_health();
    void note_failure(const std::string& reason, TimePoint now);
    [[nodiscard]] bool is_told_to_wait(const Ask& ask, const hub::Judgement& judgement,
                                       const hub::Reply& reply, TimePoint now);
    void go_one_by_one();
    void put_back(Ask ask, const hub::Reply& reply, TimePoint now);
    [[nodiscard]] bool is_at_the_door(const Delivery& delivery) const;
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
    std::size_t most_in_flight_;      ///< one after a wait that the Hub wanted, doubled by success
    std::uint64_t restarted_at_ = 0;  ///< the first request after that wait
    std::array<std::deque<Ask>, 2> lanes_;  // 0: lists and targets, 1: reads of repositories
    std::size_t last_lane_ = 1;
    std::multimap<TimePoint, Delayed> delayed_;
    std::unordered_map<std::uint64_t, InFlight> in_flight_;
    std::uint64_t next_id_ = 1;
    bool hub_seen_ = false;  ///< a reply that can only be a Hub's has come
    Patience patience_;

    mutable std::mutex mutex_;  // guards everything below
    std::condition_variable delivered_;
    std::vector<Ask> inbox_;
    std::vector<Delivery> given_back_;
    std::vector<Delivery> outbox_;
    std::size_t outbox_bytes_ = 0;
    std::size_t taken_bytes_ = 0;   ///< of those taken and not dealt with yet
    std::size_t outbox_sound_ = 0;  ///< of the outbox, the replies that look sound
    std::size_t taken_sound_ = 0;   ///< of those taken and not dealt with yet
    bool proven_sound_ = false;     ///< some were dealt with and not given back
    int empty_takes_ = 0;           ///< in a row: the other side has nothing more to ask
    std::size_t busy_ = 0;          // in flight
    LoopCounters counters_;
    std::exception_ptr broken_;
    bool quit_ = false;

    std::thread thread_;  // last: starts when everything stands
};

}  // namespace hubmine::crawl
