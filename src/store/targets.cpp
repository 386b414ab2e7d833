#include "hubmine/store/targets.hpp"

#include "clean_text.hpp"
#include "connection.hpp"
#include "hex.hpp"
#include "milliseconds.hpp"
#include "repo_writer.hpp"
#include "walk_rows.hpp"

#include <chrono>

namespace hubmine::store {

namespace {

/// A target whose lookup found nothing is asked again after this long.
constexpr std::int64_t kAskAgainAfter = std::int64_t{30} * 24 * 3600 * 1000;

void remember_alias(Database& database, core::Kind kind, std::string_view id,
                    const hub::RepoRecord& record, std::int64_t at) {
    std::string buffer;
    const PackedHex hub_id = packed_identity(record);
    database
        .cached(
            "INSERT INTO alias (kind, id, hub_id, seen_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET hub_id = excluded.hub_id, "
            "seen_at = excluded.seen_at")
        ->bind(static_cast<int>(kind), clean(id, buffer), hub_id, at)
        .run();
}

std::optional<std::int64_t> find_repo(Database& database, const hub::RepoRecord& record) {
    const PackedHex hub_id = packed_identity(record);
    const auto query = database.cached("SELECT repo_id FROM repo WHERE kind = ? AND hub_id = ?");
    query->bind(static_cast<int>(record.kind), hub_id);
    return query->step() ? std::optional(query->integer(0)) : std::nullopt;
}

}  // namespace

void Targets::record_alias(core::Kind kind, std::string_view old_id, const hub::RepoRecord& record,
                           core::Timestamp at) {
    Database& database = connection_.db();
    Verb verb(connection_);
    remember_alias(database, kind, old_id, record, to_ms(at));
    const auto repo_id = find_repo(database, record);
    if (repo_id && !connection_.names->forgotten.contains_owner_of(record.id)) {
        const Sight sight{.snapshot_id = newest_walk(database), .at = to_ms(at)};
        RepoWriter(database, *connection_.names).rename(*repo_id, record.id, sight);
    }
    verb.commit();
}

std::vector<Target> Targets::unresolved(const std::vector<core::Kind>& kinds, std::size_t limit,
                                        std::int64_t after) const {
    const auto query = connection_.db().cached(
        "SELECT target_id, kind, id FROM target WHERE repo_id IS NULL "
        "AND id <> '' "
        "AND target_id > ?1 AND instr(?2, kind) > 0 "
        // Neither long ago nor in the future: a clock may have been wrong.
        "AND (tried_at IS NULL OR abs(tried_at - (SELECT started_at FROM snapshot "
        "WHERE source IS NULL ORDER BY snapshot_id DESC LIMIT 1)) > ?3) "
        "AND kind IN (SELECT w.kind FROM walk AS w JOIN snapshot AS s USING (snapshot_id) "
        "WHERE w.finished = 1 AND s.author = '' AND s.filter = '' AND s.row_limit = 0) "
        "ORDER BY target_id LIMIT ?4");
    const std::string wanted = kinds_text(kinds);
    query->bind(after, wanted, kAskAgainAfter, static_cast<std::int64_t>(limit));
    std::vector<Target> targets;
    while (query->step()) {
        targets.push_back(Target{.target_id = query->integer(0),
                                 .kind = query->kind(1),
                                 .id = std::string(query->text(2))});
    }
    return targets;
}

void Targets::record(std::int64_t target_id, const std::optional<hub::RepoRecord>& record,
                     core::Timestamp at) {
    Database& database = connection_.db();
    Verb verb(connection_);
    std::optional<std::int64_t> repo_id;
    if (record) {
        std::string id;
        {
            const auto query = database.cached("SELECT id FROM target WHERE target_id = ?");
            query->bind(target_id);
            id = query->step() ? query->text(0) : std::string_view();
        }
        remember_alias(database, record->kind, id, *record, to_ms(at));
        repo_id = find_repo(database, *record);
    }
    database.cached("UPDATE target SET repo_id = ?, tried_at = ? WHERE target_id = ?")
        ->bind(repo_id, to_ms(at), target_id)
        .run();
    verb.commit();
}

}  // namespace hubmine::store
