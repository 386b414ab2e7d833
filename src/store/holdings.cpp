#include "hubmine/store/holdings.hpp"

#include "hubmine/core/kind.hpp"

#include "connection.hpp"

namespace hubmine::store {

std::vector<Holding> count_holdings(const Store& store) {
    Database& database = store.connection().db();
    std::vector<Holding> rows;
    for (const core::Kind kind : core::kAllKinds) {
        const std::string plural(core::kind_plural(kind));
        const auto query = database.cached(
            "SELECT count(*) FILTER (WHERE removed_at IS NULL), count(removed_at) FROM repo_state "
            "WHERE kind = ?");
        query->bind(static_cast<int>(kind));
        query->step();
        rows.push_back({plural, query->integer(0)});
        rows.push_back({"removed " + plural, query->integer(1)});
    }
    rows.push_back(
        {"commits", database.scalar("SELECT coalesce(sum(commits), 0) FROM repo_contribution")});
    rows.push_back({"discussions", database.scalar("SELECT count(*) FROM repo_discussion")});
    // What only those hold who asked for it.
    const auto add = [&rows](const char* what, std::int64_t count) {
        if (count > 0) {
            rows.push_back({what, count});
        }
    };
    add("likes", database.scalar("SELECT count(*) FROM repo_like"));
    add("repositories with storage", database.scalar("SELECT count(*) FROM repo_storage"));
    add("owners with a kind",
        database.scalar("SELECT count(*) FROM owner WHERE coalesce(kind, told) IS NOT NULL"));
    rows.push_back({"names of authors", database.scalar("SELECT count(*) FROM author")});
    rows.push_back({"merged names", database.scalar("SELECT count(*) FROM identities")});
    rows.push_back({"repositories of the sample", database.scalar("SELECT count(*) FROM sample")});
    rows.push_back(
        {"bytes", database.scalar("SELECT page_count * page_size FROM pragma_page_count, "
                                  "pragma_page_size")});
    return rows;
}

}  // namespace hubmine::store
