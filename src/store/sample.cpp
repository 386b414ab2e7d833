#include "hex.hpp"
#include "store_impl.hpp"

namespace hubmine::store {

void Store::for_each_present(const WorkQuery& bounds,
                             const std::function<void(const PresentRepo&)>& visit) const {
    const std::string kinds = kinds_text(bounds.kinds);
    const auto rows = impl_->db().cached(
        "SELECT r.repo_id, r.kind, r.hub_id, t.value "
        "FROM repo_state AS s JOIN repo AS r USING (repo_id) "
        "LEFT JOIN json_each(coalesce(r.tags, '[]')) AS e LEFT JOIN tag AS t ON t.tag_id = e.value "
        "WHERE s.removed_at IS NULL AND instr(?1, s.kind) > 0 "
        "AND coalesce(s.likes, 0) >= ?2 AND coalesce(s.downloads, 0) >= ?3 "
        "AND (?4 = '' OR substr(r.id, 1, length(?4) + 1) = ?4 || '/') "
        "AND (?5 = '' OR EXISTS (SELECT 1 FROM json_each(r.tags) AS f "
        "WHERE f.value = (SELECT tag_id FROM tag WHERE value = ?5))) "
        "ORDER BY r.repo_id");
    rows->bind(kinds, bounds.min_likes, bounds.min_downloads, bounds.author, bounds.filter);
    std::optional<PresentRepo> repo;
    while (rows->step()) {
        if (!repo || repo->repo_id != rows->integer(0)) {
            if (repo) {
                visit(*repo);
            }
            repo = PresentRepo{.repo_id = rows->integer(0),
                               .kind = static_cast<core::Kind>(rows->integer(1)),
                               .hub_id = unpack_hex(*rows, 2)};
        }
        if (!rows->is_null(3)) {
            repo->tags.emplace_back(rows->text(3));
        }
    }
    if (repo) {
        visit(*repo);
    }
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
