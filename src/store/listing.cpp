#include "hubmine/core/error.hpp"

#include "store_impl.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hubmine::store {

namespace {

struct ListingWalk {
    std::int64_t started_at = 0;
    bool partial = false;
};

ListingWalk load_listing_walk(Database& database, std::int64_t snapshot_id, core::Kind kind) {
    const auto query = database.cached(
        "SELECT s.started_at, s.author <> '' OR s.filter <> '' OR s.row_limit > 0 "
        "FROM snapshot AS s JOIN walk AS w USING (snapshot_id) "
        "WHERE s.snapshot_id = ? AND w.kind = ?");
    query->bind(snapshot_id, static_cast<int>(kind));
    if (!query->step()) {
        throw core::Error(
            fmt::format("snapshot {} has no walk of {}", snapshot_id, core::kind_plural(kind)));
    }
    return {.started_at = query->integer(0), .partial = query->integer(1) != 0};
}

void count(PageResult& page, const RepoWriter::Result& row) {
    page.added += row.added ? 1 : 0;
    page.duplicates += row.duplicate ? 1 : 0;
    page.restored += row.restored ? 1 : 0;
    if (!row.added && !row.duplicate) {
        page.changed += row.changed ? 1 : 0;
        page.unchanged += row.changed ? 0 : 1;
    }
}

void advance_walk(Database& database, std::int64_t snapshot_id, core::Kind kind, std::int64_t rows,
                  std::string_view next_url, std::int64_t at) {
    database
        .cached(
            "UPDATE walk SET next_url = ?, pages = pages + 1, rows = rows + ?, "
            "observed_at = max(observed_at, ?), finished = ? "
            "WHERE snapshot_id = ? AND kind = ?")
        ->bind(next_url, rows, at, next_url.empty(), snapshot_id, static_cast<int>(kind))
        .run();
}

}  // namespace

void mark_removed(Database& database, core::Kind kind, const Sight& sight) {
    database
        .cached(
            "INSERT INTO repo_absence (repo_id, from_snapshot, removed_at) "
            "SELECT repo_id, ?1, ?2 FROM repo_state "
            "WHERE kind = ?3 AND removed_at IS NULL AND seen_at < ?4 "
            "ON CONFLICT (repo_id, from_snapshot) DO UPDATE SET until_snapshot = NULL, "
            "restored_at = NULL")
        ->bind(sight.snapshot_id, sight.at, static_cast<int>(kind), sight.walk_started)
        .run();
    database
        .cached(
            "UPDATE repo_state SET removed_at = ?1 "
            "WHERE kind = ?2 AND removed_at IS NULL AND seen_at < ?3")
        ->bind(sight.at, static_cast<int>(kind), sight.walk_started)
        .run();
}

PageResult Store::record_listing_page(std::int64_t snapshot_id, core::Kind kind,
                                      const std::vector<hub::RepoRecord>& records,
                                      std::string_view next_url, core::Timestamp observed_at) {
    Database& database = impl_->db();
    Verb verb(database, impl_->parked);
    const ListingWalk walk = load_listing_walk(database, snapshot_id, kind);
    const Sight sight{.snapshot_id = snapshot_id,
                      .at = std::max(to_ms(observed_at), walk.started_at),
                      .walk_started = walk.started_at};
    RepoWriter writer(database, *impl_->names);
    PageResult page;
    for (const hub::RepoRecord& record : records) {
        if (!identity_of(record).empty()) {
            count(page, writer.see(record, sight));
        }
    }
    advance_walk(database, snapshot_id, kind, page.added + page.changed + page.unchanged, next_url,
                 sight.at);
    if (next_url.empty()) {
        if (!walk.partial) {
            mark_removed(database, kind, sight);
            page.removed = database.changes();
        }
        resolve_targets(database);
    }
    verb.commit();
    return page;
}

}  // namespace hubmine::store
