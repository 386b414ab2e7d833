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
    // was removed; the youngest of several. The repositories are scanned and the targets looked
    // up: an index of the repositories by name would cost a first listing most of its time.
    database
        .cached(
            "WITH named (target_id, repo_id, place) AS ("
            "SELECT t.target_id, r.repo_id, 0 FROM repo AS r "
            "CROSS JOIN target AS t ON t.kind = r.kind AND t.id = r.id "
            "UNION ALL "
            "SELECT t.target_id, r.repo_id, 2 FROM repo_history AS h "
            "CROSS JOIN repo AS r ON r.repo_id = h.repo_id "
            "CROSS JOIN target AS t ON t.kind = r.kind AND t.id = h.value WHERE h.field = 0 "
            "UNION ALL "
            "SELECT t.target_id, r.repo_id, 4 FROM alias AS a "
            "CROSS JOIN repo AS r ON r.kind = a.kind AND r.hub_id = a.hub_id "
            "CROSS JOIN target AS t ON t.kind = a.kind AND t.id = a.id), "
            // A bare column beside min() is of the row that holds the minimum.
            "best (target_id, repo_id, place) AS MATERIALIZED ("
            "SELECT n.target_id, n.repo_id, "
            "min(((n.place + (s.removed_at IS NOT NULL)) << 48) - n.repo_id) "
            "FROM named AS n CROSS JOIN repo_state AS s ON s.repo_id = n.repo_id "
            "GROUP BY n.target_id) "
            "UPDATE target SET repo_id = found.repo_id FROM ("
            "SELECT t.target_id, b.repo_id FROM target AS t LEFT JOIN best AS b "
            "ON b.target_id = t.target_id WHERE b.repo_id IS NOT t.repo_id) AS found "
            "WHERE found.target_id = target.target_id")
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

std::vector<Target> Store::unresolved_targets(const std::vector<core::Kind>& kinds,
                                              std::size_t limit, std::int64_t after) const {
    const auto query = impl_->db().cached(
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
