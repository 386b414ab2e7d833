#pragma once

#include "hubmine/store/history.hpp"

#include "trends/moments.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace hubmine::analysis::trends {

/// Moments in the order in which the rows of a repository stand: one pass over both tells what is
/// known at each of them, however many there are.
class Timeline {
  public:
    explicit Timeline(const std::vector<Moment>& moments);

    /// Calls `visit(i, row)` for every moment i at which numbers of the repository are known: at a
    /// walk that showed it those that held then, at an import those that it brought. In no order of
    /// time.
    template <typename Visit>
    void visit(const store::RepoHistory& repo, Visit visit) const {
        visit_walks(repo, visit);
        for (const store::MetricRow& row : repo.foreign) {
            if (const Stop* import = import_of(row.snapshot_id)) {
                visit(import->moment, row);
            }
        }
    }

  private:
    struct Stop {
        std::int64_t snapshot_id = 0;
        std::size_t moment = 0;
    };

    [[nodiscard]] const Stop* import_of(std::int64_t snapshot_id) const;
    [[nodiscard]] std::vector<Stop>::const_iterator first_walk_from(std::int64_t snapshot_id) const;

    template <typename Visit>
    void visit_walks(const store::RepoHistory& repo, Visit& visit) const {
        const std::span<const store::MetricRow> rows = repo.metrics;
        const std::span<const store::AbsenceRow> absences = repo.absences;
        std::size_t next_row = 0;
        std::size_t next_absence = 0;
        std::int64_t away_until = std::numeric_limits<std::int64_t>::min();
        for (auto walk = first_walk_from(repo.first_snapshot); walk != walks_.end(); ++walk) {
            while (next_row < rows.size() && rows[next_row].snapshot_id <= walk->snapshot_id) {
                ++next_row;
            }
            for (; next_absence < absences.size() &&
                   absences[next_absence].from_snapshot <= walk->snapshot_id;
                 ++next_absence) {
                const auto until = absences[next_absence].until_snapshot.value_or(
                    std::numeric_limits<std::int64_t>::max());
                away_until = std::max(away_until, until);
            }
            if (next_row > 0 && away_until <= walk->snapshot_id) {
                visit(walk->moment, rows[next_row - 1]);
            }
        }
    }

    std::vector<Stop> walks_;    ///< ascending snapshot_id
    std::vector<Stop> imports_;  ///< ascending snapshot_id
};

}  // namespace hubmine::analysis::trends
