#include "resolve_targets.hpp"

namespace hubmine::store {

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

}  // namespace hubmine::store
