#include "name_resolution.hpp"

#include "repo_fields.hpp"

#include <fmt/format.h>

namespace hubmine::store {

std::string best_repositories(std::string_view names, std::string_view name_id) {
    return fmt::format(
        "named (name_id, repo_id, place) AS ("
        "SELECT n.{1}, r.repo_id, 0 FROM repo AS r "
        "CROSS JOIN {0} AS n ON n.kind = r.kind AND n.id = r.id "
        "UNION ALL "
        "SELECT n.{1}, r.repo_id, 2 FROM repo_history AS h "
        "CROSS JOIN repo AS r ON r.repo_id = h.repo_id "
        "CROSS JOIN {0} AS n ON n.kind = r.kind AND n.id = h.value WHERE h.field = {2} "
        "UNION ALL "
        "SELECT n.{1}, r.repo_id, 4 FROM alias AS a "
        "CROSS JOIN repo AS r ON r.kind = a.kind AND r.hub_id = a.hub_id "
        "CROSS JOIN {0} AS n ON n.kind = a.kind AND n.id = a.id), "
        // A bare column beside min() is of the row that holds the minimum.
        "best (name_id, repo_id, place) AS MATERIALIZED ("
        "SELECT n.name_id, n.repo_id, "
        "min(((n.place + (s.removed_at IS NOT NULL)) << 48) - n.repo_id) "
        "FROM named AS n CROSS JOIN repo_state AS s ON s.repo_id = n.repo_id "
        "GROUP BY n.name_id)",
        names, name_id, static_cast<int>(Field::kId));
}

}  // namespace hubmine::store
