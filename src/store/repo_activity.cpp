#include "repo_activity.hpp"

namespace hubmine::store {

void count_activity(Database& database, std::int64_t repo_id) {
    database
        .cached(
            "INSERT OR REPLACE INTO repo_activity SELECT * FROM counted_activity "
            "WHERE repo_id = ?")
        ->bind(repo_id)
        .run();
}

}  // namespace hubmine::store
