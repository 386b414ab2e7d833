#include "hubmine/store/sample.hpp"

#include "bounds.hpp"
#include "connection.hpp"
#include "hex.hpp"
#include "walk_rows.hpp"

#include <optional>

namespace hubmine::store {

void visit_present(const Store& store, const WorkQuery& bounds,
                   const std::function<void(const PresentRepo&)>& visit) {
    const std::string kinds = kinds_text(bounds.kinds);
    static const std::string kSql =
        "SELECT p.repo_id, p.kind, p.hub_id, t.value "
        "FROM repo_state AS s JOIN repo AS p USING (repo_id) "
        "LEFT JOIN json_each(coalesce(p.tags, '[]')) AS e LEFT JOIN tag AS t ON t.tag_id = e.value "
        "WHERE " +
        within_bounds() + " ORDER BY p.repo_id";
    const auto rows = store.connection().db().cached(kSql.c_str());
    bind_bounds(*rows, std::nullopt, kinds, bounds);
    std::optional<PresentRepo> repo;
    while (rows->step()) {
        if (!repo || repo->repo_id != rows->integer(0)) {
            if (repo) {
                visit(*repo);
            }
            repo = PresentRepo{
                .repo_id = rows->integer(0), .kind = rows->kind(1), .hub_id = unpack_hex(*rows, 2)};
        }
        if (!rows->is_null(3)) {
            repo->tags.emplace_back(rows->text(3));
        }
    }
    if (repo) {
        visit(*repo);
    }
}

std::array<std::int64_t, 3> count_present(const Store& store, const WorkQuery& bounds) {
    static const std::string kSql =
        "SELECT s.kind, count(*) FROM repo_state AS s WHERE " + within_bounds() + " GROUP BY 1";
    const std::string kinds = kinds_text(bounds.kinds);
    const auto rows = store.connection().db().cached(kSql.c_str());
    bind_bounds(*rows, std::nullopt, kinds, bounds);
    std::array<std::int64_t, 3> counts{};
    while (rows->step()) {
        counts.at(static_cast<std::size_t>(rows->kind(0))) = rows->integer(1);
    }
    return counts;
}

void record_sample(Store& store, const std::vector<std::int64_t>& repo_ids) {
    Database& database = store.connection().db();
    Verb verb(store.connection());
    database.execute("DELETE FROM sample");
    const auto add = database.cached("INSERT OR IGNORE INTO sample (repo_id) VALUES (?)");
    for (const std::int64_t repo_id : repo_ids) {
        add->bind(repo_id).run();
    }
    verb.commit();
}

}  // namespace hubmine::store
