#pragma once

#include "desk.hpp"

#include <cstdint>
#include <unordered_set>

namespace hubmine::crawl {

/// Looks up, once each, the ids that spaces name, or models as their base, and no listed repository
/// answers to: legacy names, renamed ones, other letter case.
class Targets {
  public:
    explicit Targets(Desk& desk) : desk_(desk) {}

    /// Sends as many lookups as `room` allows; returns how many. Without `may_search` only such as
    /// were found already.
    std::int64_t refill(std::int64_t room, bool may_search);
    /// The next lookups have to be searched for in the store.
    [[nodiscard]] bool must_search() const { return queue_.empty() && !exhausted_; }
    void handle(Delivery delivery);
    /// No lookup is left to send.
    [[nodiscard]] bool exhausted() const { return exhausted_; }
    /// More may have become known.
    void reopen() {
        exhausted_ = false;
        read_to_ = 0;
    }

  private:
    Desk& desk_;
    std::unordered_set<std::int64_t> asked_;  ///< in this run
    std::vector<store::Target> queue_;        ///< next one last
    std::int64_t read_to_ = 0;                ///< the last target taken from the store
    bool exhausted_ = false;
};

}  // namespace hubmine::crawl
