#pragma once

#include "hubmine/store/work_queue.hpp"

#include "desk.hpp"
#include "detail_phase.hpp"
#include "listing_phase.hpp"
#include "network_loop.hpp"
#include "owner_phase.hpp"
#include "target_phase.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hubmine::crawl {

/// One run: lists, then the names they leave open, owners, then commits and so on; reads of
/// repositories go on while lists are walked, unless their order depends on the whole list.
class Session {
  public:
    /// `is_listing_due`: when that is known already.
    Session(const Options& options, const Hooks& hooks, store::Store& store, hub::Client& client,
            NetworkLoop& loop, std::stop_token stop, std::optional<bool> is_listing_due);

    [[nodiscard]] Summary run();

  private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool wants_details() const { return !query_.what.empty(); }
    [[nodiscard]] bool is_anything_due() const;
    [[nodiscard]] bool may_read_details() const;
    void begin();
    /// Whether the store may be searched for what to ask: not while it is locked for writing.
    enum class Search { kNo, kYes };
    void refill(Search search);
    [[nodiscard]] bool must_search() const;
    /// The reads that are due by now.
    [[nodiscard]] store::WorkCounts count_due();
    [[nodiscard]] bool finished();
    void watch_limits();
    void watch_store();
    [[nodiscard]] bool should_leave();
    void handle(std::vector<Delivery> deliveries);
    [[nodiscard]] Tally handle_one(Delivery delivery);
    void end_of_lists();
    void warn_of_nothing() const;
    void report_progress();
    [[nodiscard]] std::string phase() const;
    void count_requests();
    [[nodiscard]] Summary close();
    [[nodiscard]] bool nothing_left() const;
    [[nodiscard]] Ending ending() const;

    const Options& options_;
    const Hooks& hooks_;
    store::Store& store_;
    NetworkLoop& loop_;
    std::stop_token stop_;
    Desk desk_;
    store::WorkQuery query_;
    ListingPhase lists_;
    TargetPhase targets_;
    OwnerPhase owners_;
    DetailPhase details_;
    Summary summary_;
    std::optional<bool> is_listing_due_;
    bool listing_ = false;         ///< this run walks lists
    bool lists_ended_ = false;     ///< and that is over
    bool nothing_listed_ = false;  ///< it walks none, and no run ever did
    bool done_ = false;
    bool time_is_up_ = false;
    Clock::time_point begun_;
    std::optional<Clock::time_point> halted_;
    Clock::time_point last_report_{};
    Clock::time_point last_look_{};
    std::int64_t requests_stored_ = 0;
    std::optional<std::int64_t> expected_details_;
    std::optional<std::int64_t> left_;  ///< reads, as counted when nothing was due any more
};

}  // namespace hubmine::crawl
