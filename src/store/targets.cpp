#include "clean_text.hpp"
#include "hex.hpp"
#include "store_impl.hpp"

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

void resolve_targets(Database& database) {
    // Names that stand before names that stood, those before redirects; what is there before what
    // was removed; the youngest of several.
    database
        .cached(
            "UPDATE target SET repo_id = n.repo_id FROM ("
            "SELECT t.target_id, coalesce("
            "(SELECT r.repo_id FROM repo AS r JOIN repo_state AS s USING (repo_id) "
            " WHERE r.kind = t.kind AND r.id = t.id "
            " ORDER BY s.removed_at IS NOT NULL, r.repo_id DESC LIMIT 1), "
            "(SELECT r.repo_id FROM repo_history AS h JOIN repo AS r USING (repo_id) "
            " JOIN repo_state AS s USING (repo_id) "
            " WHERE h.field = 0 AND h.value = t.id AND r.kind = t.kind "
            " ORDER BY s.removed_at IS NOT NULL, r.repo_id DESC LIMIT 1), "
            "(SELECT r.repo_id FROM alias AS a JOIN repo AS r USING (kind, hub_id) "
            " WHERE a.kind = t.kind AND a.id = t.id)) AS repo_id "
            "FROM target AS t) AS n "
            "WHERE n.target_id = target.target_id AND n.repo_id IS NOT target.repo_id")
        ->run();
}

void Store::record_alias(core::Kind kind, std::string_view old_id, const hub::RepoRecord& record,
                         core::Timestamp at) {
    Database& database = impl_->db();
    Verb verb(database, impl_->parked);
    remember_alias(database, kind, old_id, record, to_ms(at));
    if (const auto repo_id = find_repo(database, record)) {
        const Sight sight{.snapshot_id = newest_walk(database), .at = to_ms(at)};
        RepoWriter(database, *impl_->names).rename(*repo_id, record.id, sight);
    }
    verb.commit();
}

std::vector<Target> Store::unresolved_targets(std::size_t limit) const {
    const auto query = impl_->db().cached(
        "SELECT target_id, kind, id FROM target WHERE repo_id IS NULL AND by_space = 1 "
        "AND (tried_at IS NULL OR tried_at < (SELECT max(started_at) FROM snapshot) - ?) "
        "AND kind IN (SELECT w.kind FROM walk AS w JOIN snapshot AS s USING (snapshot_id) "
        "WHERE w.finished = 1 AND s.author = '' AND s.filter = '' AND s.row_limit = 0) "
        "ORDER BY target_id LIMIT ?");
    query->bind(kAskAgainAfter, static_cast<std::int64_t>(limit));
    std::vector<Target> targets;
    while (query->step()) {
        targets.push_back(Target{.target_id = query->integer(0),
                                 .kind = static_cast<core::Kind>(query->integer(1)),
                                 .id = std::string(query->text(2))});
    }
    return targets;
}

void Store::record_target(std::int64_t target_id, const std::optional<hub::RepoRecord>& record,
                          core::Timestamp at) {
    Database& database = impl_->db();
    Verb verb(database, impl_->parked);
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
