#include "bounds.hpp"
#include "hex.hpp"
#include "store_impl.hpp"

namespace hubmine::store {

void Store::for_each_present(const WorkQuery& bounds,
                             const std::function<void(const PresentRepo&)>& visit) const {
    const std::string kinds = kinds_text(bounds.kinds);
    static const std::string sql =
        "SELECT p.repo_id, p.kind, p.hub_id, t.value "
        "FROM repo_state AS s JOIN repo AS p USING (repo_id) "
        "LEFT JOIN json_each(coalesce(p.tags, '[]')) AS e LEFT JOIN tag AS t ON t.tag_id = e.value "
        "WHERE " +
        within_bounds() + " ORDER BY p.repo_id";
    const auto rows = impl_->db().cached(sql.c_str());
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

std::array<std::int64_t, 3> Store::count_present(const WorkQuery& bounds) const {
    static const std::string sql =
        "SELECT s.kind, count(*) FROM repo_state AS s WHERE " + within_bounds() + " GROUP BY 1";
    const std::string kinds = kinds_text(bounds.kinds);
    const auto rows = impl_->db().cached(sql.c_str());
    bind_bounds(*rows, std::nullopt, kinds, bounds);
    std::array<std::int64_t, 3> counts{};
    while (rows->step()) {
        counts.at(static_cast<std::size_t>(rows->kind(0))) = rows->integer(1);
    }
    return counts;
}

void Store::record_sample(const std::vector<std::int64_t>& repo_ids) {
    Database& database = impl_->db();
    Verb verb(database, impl_->parked);
    database.execute("DELETE FROM sample");
    const auto add = database.cached("INSERT OR IGNORE INTO sample (repo_id) VALUES (?)");
    for (const std::int64_t repo_id : repo_ids) {
        add->bind(repo_id).run();
    }
    verb.commit();
}

}  // namespace hubmine::store
