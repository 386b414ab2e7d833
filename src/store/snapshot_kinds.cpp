#include "hubmine/store/snapshots.hpp"

#include "database.hpp"

#include <algorithm>

namespace hubmine::store {

namespace {

/// Adds `count` of each kind that a query of (kind, count) finds; ?1 is the snapshot.
void count_by_kind(Database& database, const char* sql, std::int64_t snapshot_id,
                   std::vector<SnapshotKind>& kinds, std::int64_t SnapshotKind::*count) {
    const auto rows = database.cached(sql);
    rows->bind(snapshot_id);
    while (rows->step()) {
        const auto kind = rows->kind(0);
        const auto found = std::find_if(kinds.begin(), kinds.end(),
                                        [&](const SnapshotKind& row) { return row.kind == kind; });
        if (found != kinds.end()) {
            (*found).*count = rows->integer(1);
        }
    }
}

std::vector<SnapshotKind> walked_kinds(Database& database, std::int64_t snapshot_id) {
    std::vector<SnapshotKind> kinds;
    const auto rows = database.cached(
        "SELECT kind, pages, rows, finished FROM walk WHERE snapshot_id = ? ORDER BY kind");
    rows->bind(snapshot_id);
    while (rows->step()) {
        kinds.push_back(SnapshotKind{.kind = rows->kind(0),
                                     .pages = rows->count(1),
                                     .rows = rows->count(2),
                                     .finished = rows->integer(3) != 0});
    }
    return kinds;
}

}  // namespace

std::vector<SnapshotKind> snapshot_kinds(Store& store, std::int64_t snapshot_id) {
    Database& database = store.database();
    const ReadView consistent(database);
    std::vector<SnapshotKind> kinds = walked_kinds(database, snapshot_id);
    const auto count = [&](const char* sql, std::int64_t SnapshotKind::*member) {
        count_by_kind(database, sql, snapshot_id, kinds, member);
    };
    count(
        "SELECT kind, count(*) FROM repo WHERE first_snapshot <= ?1 AND repo_id NOT IN "
        "(SELECT repo_id FROM repo_absence WHERE from_snapshot <= ?1 "
        "AND (until_snapshot IS NULL OR until_snapshot > ?1)) GROUP BY kind",
        &SnapshotKind::present);
    count("SELECT kind, count(*) FROM repo WHERE first_snapshot = ?1 GROUP BY kind",
          &SnapshotKind::added);
    count(
        "SELECT r.kind, count(*) FROM repo_absence AS a JOIN repo AS r USING (repo_id) "
        "WHERE a.from_snapshot = ?1 GROUP BY r.kind",
        &SnapshotKind::removed);
    count(
        "SELECT r.kind, count(*) FROM repo_absence AS a JOIN repo AS r USING (repo_id) "
        "WHERE a.until_snapshot = ?1 GROUP BY r.kind",
        &SnapshotKind::restored);
    count(
        "SELECT r.kind, count(DISTINCT h.repo_id) FROM repo_history AS h "
        "JOIN repo AS r USING (repo_id) "
        "WHERE h.first_snapshot = ?1 AND r.first_snapshot < ?1 GROUP BY r.kind",
        &SnapshotKind::changed);
    count(
        "SELECT r.kind, count(*) FROM metric AS m JOIN repo AS r USING (repo_id) "
        "WHERE m.snapshot_id = ?1 AND r.first_snapshot < ?1 GROUP BY r.kind",
        &SnapshotKind::moved);
    return kinds;
}

}  // namespace hubmine::store
