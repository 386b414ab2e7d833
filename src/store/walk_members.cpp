#include "walk_members.hpp"

#include "milliseconds.hpp"
#include "repo_fields.hpp"
#include "walk_rows.hpp"

#include <string>

namespace hubmine::store {

WalkMembers::WalkMembers(Database& database, const Snapshot& walk) {
    // The Hub does not mind the case of an owner.
    const auto query = database.cached(
        "WITH past AS (SELECT r.repo_id, r.kind, r.created_at, "
        "coalesce((SELECT h.value FROM repo_history AS h WHERE h.repo_id = r.repo_id "
        "AND h.field = ?8 AND h.first_snapshot <= ?1 ORDER BY h.first_seen DESC LIMIT 1), r.id) "
        "AS id, "
        "CASE WHEN EXISTS (SELECT 1 FROM repo_history AS h WHERE h.repo_id = r.repo_id "
        "AND h.field = ?9 AND h.first_snapshot <= ?1) "
        "THEN (SELECT h.value FROM repo_history AS h WHERE h.repo_id = r.repo_id "
        "AND h.field = ?9 AND h.first_snapshot <= ?1 ORDER BY h.first_seen DESC LIMIT 1) "
        "ELSE r.tags END AS tags "
        "FROM repo AS r CROSS JOIN repo_state AS s ON s.repo_id = r.repo_id "
        "WHERE instr(?3, r.kind) > 0 AND r.first_snapshot <= ?1 "
        // A walk whose clock ran ahead of a later one's left no sights that can be compared.
        "AND (s.seen_at >= ?2 OR EXISTS (SELECT 1 FROM snapshot AS later "
        "WHERE later.snapshot_id > ?1 AND later.source IS NULL AND later.started_at < ?2)) "
        "AND NOT EXISTS (SELECT 1 FROM repo_absence AS a WHERE a.repo_id = r.repo_id "
        "AND a.from_snapshot <= ?1 AND (a.until_snapshot IS NULL OR a.until_snapshot > ?1))), "
        "shown AS (SELECT repo_id, "
        "row_number() OVER (PARTITION BY kind ORDER BY created_at, repo_id) AS place FROM past "
        "WHERE (?4 = '' OR lower(substr(id, 1, length(?4) + 1)) = lower(?4) || '/') "
        "AND (?5 = '' OR EXISTS (SELECT 1 FROM json_each(past.tags) AS e "
        "WHERE e.value = (SELECT tag_id FROM tag WHERE value = ?5)))) "
        "SELECT repo_id FROM shown WHERE ?6 = 0 OR place <= ?7");
    const WalkScope& scope = walk.scope;
    const std::string kinds = kinds_text(scope.kinds);
    query->bind(walk.snapshot_id, to_ms(walk.started_at), kinds, scope.author, scope.filter,
                scope.limit, scope.limit, static_cast<int>(Field::kId),
                static_cast<int>(Field::kTags));
    while (query->step()) {
        members_.insert(query->integer(0));
    }
}

}  // namespace hubmine::store
