#pragma once

#include "hubmine/store/details.hpp"
#include "hubmine/store/targets.hpp"
#include "hubmine/store/work_queue.hpp"

#include "desk.hpp"
#include "refusals.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hubmine::crawl {

/// What the reads need of the store.
struct DetailStore {
    store::WorkQueue queue;
    store::Details details;
    store::Targets targets;
};

/// Reads the commits, discussions and so on of one repository after the other, many at once; the
/// pages of one follow each other.
class DetailPhase {
  public:
    DetailPhase(Desk& desk, const DetailStore& store, const Manners& manners,
                store::WorkQuery query)
        : desk_(desk),
          store_(store),
          page_limit_(manners.page_limit),
          max_pages_(manners.max_pages),
          query_(std::move(query)) {}

    /// Begins reads as far as `room` allows; returns how many. Without `may_search` only such as
    /// were found already.
    std::int64_t refill(std::int64_t room, bool may_search);
    /// The next reads have to be searched for in the store.
    [[nodiscard]] bool must_search() const { return queue_.empty() && !exhausted_; }
    [[nodiscard]] Tally handle(Delivery delivery);

    /// The store has handed out everything there is; more may come while lists are walked.
    [[nodiscard]] bool exhausted() const { return exhausted_; }
    /// More may have become known: go on after what was handed out.
    void reopen() { exhausted_ = false; }
    /// Once more from the front, for what changed behind it. False when that was done often enough.
    bool start_over();
    [[nodiscard]] std::int64_t done() const { return done_; }

  private:
    /// Where an old name leads.
    struct Home {
        std::string hub_id;
        std::string id;
    };

    [[nodiscard]] std::string url_of(const store::WorkItem& item, std::int64_t page) const;
    void ask(const Ask& before, std::int64_t page, std::string url);
    void begin(store::WorkItem item);
    [[nodiscard]] Tally handle_page(Delivery delivery);
    [[nodiscard]] Tally handle_commits(Delivery delivery);
    [[nodiscard]] Tally handle_discussions(Delivery delivery);
    [[nodiscard]] Tally handle_storage(Delivery delivery);
    [[nodiscard]] Tally handle_likers(Delivery delivery);
    [[nodiscard]] std::optional<std::string> linked(Delivery& delivery, bool is_readable);
    [[nodiscard]] std::optional<Tally> astray(Delivery& delivery, std::vector<std::uint64_t> marks,
                                              std::int64_t rows, std::optional<std::int64_t> said);
    [[nodiscard]] Tally next_of_linked(const Ask& ask, store::PageNext step,
                                       const std::string& next_url);
    [[nodiscard]] Tally next_of_discussions(const Ask& ask, store::DiscussionsNext step);
    [[nodiscard]] Tally start_over(const Ask& ask);
    [[nodiscard]] Tally handle_moved(Delivery delivery);
    [[nodiscard]] Tally handle_refusal(Delivery delivery);
    [[nodiscard]] Tally follow(Delivery delivery);
    [[nodiscard]] Tally go_home(Ask ask, const Home& home);
    /// The asks that wait for the lookup that `ask` was.
    [[nodiscard]] std::vector<Ask> take_waiters(const Ask& ask);
    [[nodiscard]] Tally finish(const Delivery& delivery);
    [[nodiscard]] static store::FetchState state_after(const Delivery& delivery);
    [[nodiscard]] store::Outcome outcome_of(const Ask& ask, store::FetchState state, int status,
                                            const std::string& message) const;
    [[nodiscard]] Tally record(const store::Outcome& outcome);
    [[nodiscard]] Tally take_back(store::Outcome outcome);
    [[nodiscard]] Refusals& refusals_of(const Ask& ask) {
        return refusals_.at(static_cast<std::size_t>(ask.item.what));
    }
    [[nodiscard]] Tally complete(const Ask& ask);
    [[nodiscard]] Tally leave_pending(const Ask& ask);
    [[nodiscard]] bool is_counted_out(const Ask& ask, std::int64_t rows,
                                      std::optional<std::int64_t> total) const;
    [[nodiscard]] std::string why_too_far(Ask& ask, std::int64_t rows,
                                          std::optional<std::int64_t> said) const;
    [[nodiscard]] Tally give_up(Delivery delivery, const std::string& reason);
    void turn_back(Delivery delivery, const std::string& reason);

    Desk& desk_;
    DetailStore store_;
    std::int64_t page_limit_;
    std::int64_t max_pages_;
    store::WorkQuery query_;
    store::WorkCursor cursor_;
    std::deque<store::WorkItem> queue_;
    std::unordered_map<std::string, Home> homes_;                 ///< by kind and old name
    std::unordered_map<std::string, std::vector<Ask>> awaiting_;  ///< a lookup that is under way
    std::array<Refusals, store::kAllDetails.size()> refusals_;    ///< by store::Detail
    bool exhausted_ = false;
    int passes_ = 1;
    std::int64_t done_ = 0;
};

}  // namespace hubmine::crawl
