#pragma once

#include "hubmine/store/targets.hpp"

#include "desk.hpp"
#include "refusals.hpp"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace hubmine::crawl {

/// Looks up, once each, the ids that spaces name, or models as their base, and no listed repository
/// answers to: legacy names, renamed ones, other letter case.
class TargetPhase {
  public:
    TargetPhase(Desk& desk, const store::Targets& targets, const Options& options)
        : desk_(desk),
          targets_(targets),
          kinds_(options.kinds),
          max_lookups_(options.max_lookups) {}

    /// Sends as many lookups as `room` allows; returns how many. Without `may_search` only such as
    /// were found already.
    std::int64_t refill(std::int64_t room, bool may_search);
    /// The next lookups have to be searched for in the store.
    [[nodiscard]] bool must_search() const { return queue_.empty() && !exhausted_; }
    [[nodiscard]] Tally handle(Delivery delivery);
    /// Names that are left for the next run, because this one has looked up as many as it may.
    [[nodiscard]] std::int64_t left() const;
    /// No lookup is left to send.
    [[nodiscard]] bool exhausted() const { return exhausted_; }
    /// More may have become known.
    void reopen() {
        exhausted_ = false;
        read_to_ = 0;
    }

  private:
    void leave_the_rest();
    [[nodiscard]] Tally found(Delivery delivery);
    [[nodiscard]] Tally follow(Delivery delivery);
    [[nodiscard]] Tally refused(const Delivery& delivery);

    Desk& desk_;
    store::Targets targets_;
    std::vector<core::Kind> kinds_;
    std::int64_t max_lookups_;
    std::unordered_set<std::int64_t> asked_;  ///< in this run
    std::vector<store::Target> queue_;        ///< next one last
    std::int64_t read_to_ = 0;                ///< the last target taken from the store
    std::int64_t looked_up_ = 0;              ///< in this run
    Refusals refusals_;
    bool bounded_ = false;  ///< that was all that this run may
    bool exhausted_ = false;
};

}  // namespace hubmine::crawl
