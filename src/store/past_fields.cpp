#include "past_fields.hpp"

namespace hubmine::store {

PastFields::PastFields(Database& database, std::int64_t snapshot_id)
    : snapshot_id_(snapshot_id),
      rows_(database,
            "SELECT repo_id, field, first_snapshot, value FROM repo_history "
            "ORDER BY repo_id, field, first_seen") {}

void PastFields::read(std::int64_t repo_id) {
    values_ = {};
    while (rows_.next(repo_id)) {
        const Statement& row = rows_.row();
        // The last value that was seen by the snapshot.
        if (row.integer(2) <= snapshot_id_) {
            values_.at(row.code<std::size_t>(1, kFieldCount)) = ColumnValue::of(row, 3);
        }
    }
}

}  // namespace hubmine::store
