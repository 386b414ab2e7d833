#pragma once

#include "hubmine/store/overviews.hpp"

#include "desk.hpp"
#include "refusals.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::crawl {

/// Asks for the overviews of those who own repositories: by the route of what each is taken for,
/// and where that one knows nobody of the name, by the other.
class OwnerPhase {
  public:
    OwnerPhase(Desk& desk, const store::Overviews& owners, store::OwnerQuery query)
        : desk_(desk), owners_(owners), query_(std::move(query)) {}

    /// Asks for as many as `room` allows; returns how many. Without `may_search` only for such as
    /// were found already.
    std::int64_t refill(std::int64_t room, bool may_search);
    [[nodiscard]] bool must_search() const { return !searched_; }
    [[nodiscard]] Tally handle(Delivery delivery);
    /// No overview is left to ask for.
    [[nodiscard]] bool exhausted() const { return searched_ && queue_.empty(); }
    [[nodiscard]] std::int64_t done() const { return done_; }
    /// Overviews that are pending or failed; reads the store where it was not searched yet.
    [[nodiscard]] std::int64_t left() const;

  private:
    void ask(OwnerAsk owner);
    [[nodiscard]] Tally found(Delivery delivery);
    [[nodiscard]] Tally follow(Delivery delivery);
    [[nodiscard]] Tally refused(const Delivery& delivery);
    [[nodiscard]] Tally end(const Delivery& delivery, store::FetchState state,
                            const std::string& message);
    [[nodiscard]] store::OwnerOutcome outcome_of(std::size_t number, store::FetchState state,
                                                 const store::Outcome& outcome) const;

    Desk& desk_;
    store::Overviews owners_;
    store::OwnerQuery query_;
    std::deque<store::OwnerItem> queue_;
    std::vector<std::string> names_;  ///< of those asked for in this run
    std::int64_t settled_ = 0;        ///< of those: read, closed to us or gone
    std::int64_t done_ = 0;
    Refusals refusals_;
    bool searched_ = false;
};

}  // namespace hubmine::crawl
