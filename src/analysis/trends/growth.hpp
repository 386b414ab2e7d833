#pragma once

#include "trends/groups.hpp"
#include "trends/moments.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace hubmine::analysis::trends {

/// Repositories created, removed and seen again, counted by period as they go by.
class Growth {
  public:
    struct Counts {
        std::int64_t created = 0;
        std::int64_t floored = 0;
        std::int64_t removed = 0;
        std::int64_t restored = 0;
    };
    using Periods = std::map<std::int64_t, Counts>;

    Growth(const Scope& scope, const Grouping& grouping);

    void see(const store::RepoHistory& repo, std::span<const std::uint32_t> groups);

    /// Of each group of a kind.
    [[nodiscard]] const std::vector<Periods>& of(core::Kind kind) const {
        return of_group_.at(static_cast<std::size_t>(kind));
    }
    /// Of all repositories of a kind, those of groups that --top hides too.
    [[nodiscard]] const Periods& whole(core::Kind kind) const {
        return whole_.at(static_cast<std::size_t>(kind));
    }
    [[nodiscard]] std::int64_t last_period() const { return last_; }
    // What no period can hold.
    [[nodiscard]] std::int64_t undated() const { return undated_; }
    [[nodiscard]] std::int64_t in_the_future() const { return in_the_future_; }

  private:
    void count(const store::RepoHistory& repo, core::Timestamp created, Periods& periods) const;
    void count_absences(std::span<const store::AbsenceRow> absences, Periods& periods) const;

    Every every_;
    std::int64_t last_;
    std::array<std::vector<Periods>, 3> of_group_;  ///< by core::Kind
    std::array<Periods, 3> whole_;                  ///< by core::Kind
    std::int64_t undated_ = 0;
    std::int64_t in_the_future_ = 0;
};

}  // namespace hubmine::analysis::trends
