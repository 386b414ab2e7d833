#include "hubmine/store/history.hpp"

#include <algorithm>

namespace hubmine::store {

bool RepoHistories::is_present(std::size_t repo, std::int64_t snapshot_id) const {
    if (first_snapshot[repo] > snapshot_id) {
        return false;
    }
    const std::span<const AbsenceRow> away = absences[repo];
    return std::none_of(away.begin(), away.end(), [snapshot_id](const AbsenceRow& row) {
        return row.from_snapshot <= snapshot_id &&
               (!row.until_snapshot || *row.until_snapshot > snapshot_id);
    });
}

}  // namespace hubmine::store
