#include "resolve_targets.hpp"

#include "name_resolution.hpp"

#include <fmt/format.h>

#include <string>

namespace hubmine::store {

void resolve_targets(Database& database) {
    static const std::string kSql = fmt::format(
        "WITH {} UPDATE target SET repo_id = found.repo_id FROM ("
        "SELECT t.target_id, b.repo_id FROM target AS t LEFT JOIN best AS b "
        "ON b.name_id = t.target_id WHERE b.repo_id IS NOT t.repo_id) AS found "
        "WHERE found.target_id = target.target_id",
        best_repositories("target", "target_id"));
    database.cached(kSql.c_str())->run();
}

}  // namespace hubmine::store
