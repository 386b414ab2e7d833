#include "hubmine/core/error.hpp"
#include "hubmine/store/walks.hpp"

#include "connection.hpp"
#include "milliseconds.hpp"
#include "repo_writer.hpp"
#include "resolve_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hubmine::store {

namespace {

struct ListingWalk {
    std::int64_t started_at = 0;
    bool partial = false;
};

ListingWalk load_listing_walk(Database& database, std::int64_t snapshot_id, core::Kind kind) {
    const auto query = database.cached(
        "SELECT s.started_at, s.partial FROM snapshot AS s JOIN walk AS w USING (snapshot_id) "
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

struct Advance {
    std::int64_t rows = 0;
    std::int64_t nameless = 0;
    std::string_view next_url;
    std::int64_t at = 0;
};

void advance_walk(Database& database, std::int64_t snapshot_id, core::Kind kind,
                  const Advance& by) {
    database
        .cached(
            "UPDATE walk SET next_url = ?, pages = pages + 1, rows = rows + ?, "
            "nameless = nameless + ?, observed_at = max(observed_at, ?), finished = ? "
            "WHERE snapshot_id = ? AND kind = ?")
        ->bind(by.next_url, by.rows, by.nameless, by.at, by.next_url.empty(), snapshot_id,
               static_cast<int>(kind))
        .run();
}

/// Of the kind's present repositories, and of those not seen since `started_at`.
ListEnd count_unseen(Database& database, core::Kind kind, std::int64_t started_at) {
    const auto query = database.cached(
        "SELECT count(*), count(*) FILTER (WHERE seen_at < ?2) FROM repo_state "
        "WHERE kind = ?1 AND removed_at IS NULL");
    query->bind(static_cast<int>(kind), started_at);
    query->step();
    return {.present = query->integer(0), .unseen = query->integer(1)};
}

bool had_nameless_rows(Database& database, std::int64_t snapshot_id, core::Kind kind) {
    const auto query =
        database.cached("SELECT nameless > 0 FROM walk WHERE snapshot_id = ? AND kind = ?");
    query->bind(snapshot_id, static_cast<int>(kind));
    return query->step() && query->integer(0) != 0;
}

/// What a complete list of a kind did not show is gone from now on.
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

}  // namespace

PageResult Walks::record_page(std::int64_t snapshot_id, core::Kind kind,
                              const std::vector<hub::RepoRecord>& records,
                              std::string_view next_url, core::Timestamp observed_at,
                              const PageNotes& notes) {
    Database& database = connection_.db();
    Verb verb(connection_);
    const ListingWalk walk = load_listing_walk(database, snapshot_id, kind);
    const Sight sight{.snapshot_id = snapshot_id,
                      .at = std::max(to_ms(observed_at), walk.started_at),
                      .walk_started = walk.started_at};
    RepoWriter writer(database, *connection_.names);
    PageResult page;
    for (const hub::RepoRecord& record : records) {
        if (!identity_of(record).empty() &&
            !connection_.names->forgotten.contains_owner_of(record.id)) {
            count(page, writer.see(record, sight, notes.asked));
        }
    }
    advance_walk(database, snapshot_id, kind,
                 {.rows = page.added + page.changed + page.unchanged,
                  .nameless = notes.nameless,
                  .next_url = next_url,
                  .at = sight.at});
    if (next_url.empty()) {
        if (!walk.partial && had_nameless_rows(database, snapshot_id, kind)) {
            page.doubtful = count_unseen(database, kind, walk.started_at).unseen;
        } else if (!walk.partial) {
            mark_removed(database, kind, sight);
            page.removed = database.changes();
        }
        resolve_targets(database);
    }
    verb.commit();
    return page;
}

ListEnd Walks::list_end(std::int64_t snapshot_id, core::Kind kind,
                        const std::vector<hub::RepoRecord>& records) const {
    Database& database = connection_.db();
    const ListingWalk walk = load_listing_walk(database, snapshot_id, kind);
    ListEnd end = count_unseen(database, kind, walk.started_at);
    std::set<std::int64_t> shown;
    for (const hub::RepoRecord& record : records) {
        const PackedHex hub_id = packed_identity(record);
        const auto query = database.cached(
            "SELECT s.repo_id FROM repo AS r CROSS JOIN repo_state AS s ON s.repo_id = r.repo_id "
            "WHERE r.kind = ? AND r.hub_id = ? AND s.removed_at IS NULL AND s.seen_at < ?");
        query->bind(static_cast<int>(kind), hub_id, walk.started_at);
        if (query->step()) {
            shown.insert(query->integer(0));
        }
    }
    end.unseen -= std::ssize(shown);
    return end;
}

}  // namespace hubmine::store
