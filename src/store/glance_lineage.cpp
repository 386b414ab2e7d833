#include "glance_lineage.hpp"

#include "id_list.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace hubmine::store {

namespace {

struct Relative {
    std::int64_t repo_id = 0;
    std::int64_t relation = 0;  ///< of a derived model: row of `label`, 0 = none
    bool is_copy = false;       ///< of a space
    std::string id;
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> downloads;
};

class Relatives {
  public:
    Relatives(Database& database, std::int64_t repo_id, core::Kind kind, std::string_view id)
        : database_(database), kind_(kind), id_(id) {
        Statement rows(database_, "SELECT target_id FROM target WHERE repo_id = ?");
        rows.bind(repo_id);
        while (rows.step()) {
            targets_.insert(rows.integer(0));
        }
    }

    void find() {
        Statement rows(database_,
                       "SELECT repo_id, kind, models, datasets, duplicated_from, base_models "
                       "FROM repo WHERE kind = 2 OR base_models IS NOT NULL");
        while (rows.step()) {
            if (rows.kind(1) == core::Kind::kSpace) {
                look_at_space(rows);
            } else if (kind_ == core::Kind::kModel) {
                look_at_model(rows);
            }
        }
        const auto by_downloads = [](const Relative& one) {
            return std::tuple(-one.downloads.value_or(-1), -one.likes.value_or(-1), one.id);
        };
        std::ranges::sort(derived_, {}, by_downloads);
        std::ranges::sort(spaces_, {}, [](const Relative& one) {
            return std::tuple(-one.likes.value_or(-1), one.id);
        });
    }

    [[nodiscard]] const std::vector<Relative>& derived() const { return derived_; }
    [[nodiscard]] const std::vector<Relative>& spaces() const { return spaces_; }

  private:
    void look_at_space(const Statement& row) {
        const bool uses =
            kind_ != core::Kind::kSpace && names_one(row.text(kind_ == core::Kind::kModel ? 2 : 3));
        const bool is_copy = kind_ == core::Kind::kSpace && row.text(4) == id_;
        if (uses || is_copy) {
            add({.repo_id = row.integer(0), .is_copy = is_copy}, spaces_);
        }
    }
    [[nodiscard]] bool names_one(std::string_view list) const {
        bool names = false;
        for_each_id(database_, list,
                    [&](std::int64_t target) { names = names || targets_.contains(target); });
        return names;
    }

    void look_at_model(const Statement& row) {
        std::optional<std::int64_t> relation;
        for_each_pair(database_, row.text(5), [&](std::int64_t target, std::int64_t label) {
            if (targets_.contains(target) && !relation) {
                relation = label;
            }
        });
        if (relation) {
            add({.repo_id = row.integer(0), .relation = *relation}, derived_);
        }
    }

    /// Only what is present.
    void add(Relative one, std::vector<Relative>& to) {
        const auto row = database_.cached(
            "SELECT r.id, s.likes, s.downloads FROM repo AS r JOIN repo_state AS s USING (repo_id) "
            "WHERE r.repo_id = ? AND s.removed_at IS NULL");
        row->bind(one.repo_id);
        if (row->step()) {
            one.id = std::string(row->text(0));
            one.likes = row->maybe_integer(1);
            one.downloads = row->maybe_integer(2);
            to.push_back(std::move(one));
        }
    }

    Database& database_;
    core::Kind kind_;
    std::string_view id_;
    std::set<std::int64_t> targets_;
    std::vector<Relative> derived_;
    std::vector<Relative> spaces_;
};

std::int64_t add_bases(Database& database, std::int64_t repo_id, core::Table& lineage) {
    Statement rows(database,
                   "SELECT b.relation, coalesce(r.id, b.parent), s.likes, s.downloads, "
                   "r.repo_id IS NOT NULL FROM base_models AS b "
                   "LEFT JOIN repo AS r ON r.repo_id = b.parent_repo_id "
                   "LEFT JOIN repo_state AS s ON s.repo_id = b.parent_repo_id "
                   "WHERE b.repo_id = ?");
    rows.bind(repo_id);
    std::int64_t rank = 0;
    while (rows.step()) {
        lineage.add_row({++rank, std::string("base"), core::cell_or_missing(rows.maybe_text(0)),
                         std::string(rows.text(1)), core::cell_or_missing(rows.maybe_integer(2)),
                         core::cell_or_missing(rows.maybe_integer(3)), rows.integer(4)});
    }
    return rank;
}

core::Cell label(Database& database, std::int64_t number) {
    const auto row = database.cached("SELECT value FROM label WHERE label_id = ?");
    row->bind(number);
    return row->step() ? core::Cell(std::string(row->text(0))) : core::Cell();
}

}  // namespace

RelativeCounts add_relatives(Database& database, std::int64_t repo_id, core::Kind kind,
                             std::string_view id, core::Table& lineage, core::Table& used_by) {
    RelativeCounts counts{.bases = add_bases(database, repo_id, lineage)};
    Relatives relatives(database, repo_id, kind, id);
    relatives.find();
    for (const Relative& one : relatives.derived()) {
        lineage.add_row({++counts.derived, std::string("derived"), label(database, one.relation),
                         one.id, core::cell_or_missing(one.likes),
                         core::cell_or_missing(one.downloads), std::int64_t{1}});
    }
    for (const Relative& one : relatives.spaces()) {
        used_by.add_row({++counts.spaces, one.id, std::string(one.is_copy ? "copy" : "uses"),
                         core::cell_or_missing(one.likes)});
    }
    return counts;
}

}  // namespace hubmine::store
