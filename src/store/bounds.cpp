#include "bounds.hpp"

namespace hubmine::store {

namespace {

/// What a list with these bounds shows of a row `s`.
constexpr const char* kShown =
    "s.removed_at IS NULL AND instr(?2, s.kind) > 0 "
    "AND (?5 = '' OR EXISTS (SELECT 1 FROM repo AS r WHERE r.repo_id = s.repo_id "
    "AND substr(r.id, 1, length(?5) + 1) = ?5 || '/')) "
    "AND (?6 = '' OR EXISTS (SELECT 1 FROM repo AS r CROSS JOIN json_each(r.tags) AS e "
    "WHERE r.repo_id = s.repo_id "
    "AND e.value = (SELECT tag_id FROM tag WHERE value = ?6)))";

}  // namespace

const std::string& within_bounds() {
    // A list shows its oldest rows first: a limit leaves those.
    static const std::string kCondition =
        std::string(kShown) +
        // Without a minimum nothing is left out, not even a count below zero.
        " AND (?3 <= 0 OR coalesce(s.likes, 0) >= ?3) "
        "AND (?4 <= 0 OR coalesce(s.downloads, 0) >= ?4) "
        "AND (?7 = 0 OR s.repo_id IN (SELECT repo_id FROM (SELECT s.repo_id, row_number() OVER "
        "(PARTITION BY s.kind ORDER BY o.created_at, s.repo_id) AS place "
        "FROM repo_state AS s JOIN repo AS o ON o.repo_id = s.repo_id WHERE " +
        kShown + ") WHERE place <= ?7))";
    return kCondition;
}

}  // namespace hubmine::store
