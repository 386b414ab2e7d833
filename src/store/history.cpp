#include "hubmine/store/history.hpp"

#include <algorithm>

namespace hubmine::store {

bool RepoHistory::is_present(std::int64_t snapshot_id) const {
    return first_snapshot <= snapshot_id &&
           std::none_of(absences.begin(), absences.end(), [snapshot_id](const AbsenceRow& row) {
               return row.from_snapshot <= snapshot_id &&
                      (!row.until_snapshot || *row.until_snapshot > snapshot_id);
           });
}

}  // namespace hubmine::store
