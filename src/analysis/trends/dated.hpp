#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/history.hpp"

#include "trends/moments.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

/// What tells its own date, and so reaches back before the first walk.
namespace hubmine::analysis::trends {

/// What a line of `series` is told by: where no walk and no import did it.
[[nodiscard]] std::string_view basis_name(store::Event event);

/// Events of one sort in a period.
struct DatedCount {
    std::int64_t events = 0;
    std::int64_t repositories = 0;  ///< whose first one it holds
    core::Timestamp last;           ///< the newest of them
};

/// Those of one sort, by period.
using DatedPeriods = std::map<std::int64_t, DatedCount>;
/// Those of a line of `series`, by sort of event.
using DatedLine = std::array<DatedPeriods, store::kAllEvents.size()>;

/// Reads them, repository by repository, and counts what no period can hold.
class DatedEvents {
  public:
    explicit DatedEvents(const Scope& scope);

    /// Adds those of a repository to each of the lines.
    void add(std::int64_t repo_id, const std::vector<DatedLine*>& lines);

    [[nodiscard]] std::int64_t undated() const { return undated_; }
    [[nodiscard]] std::int64_t in_the_future() const { return in_the_future_; }

  private:
    [[nodiscard]] DatedPeriods periods_of(std::int64_t repo_id, store::Event event);

    const store::History& history_;
    Every every_;
    std::int64_t last_period_;  ///< the snapshot's
    std::int64_t undated_ = 0;
    std::int64_t in_the_future_ = 0;
};

}  // namespace hubmine::analysis::trends
