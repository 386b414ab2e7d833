#include "hubmine/store/upkeep.hpp"

#include "as_of.hpp"
#include "database.hpp"
#include "hex.hpp"
#include "id_list.hpp"
#include "owned_repos.hpp"
#include "told_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
#include <utility>
#include <vector>

namespace hubmine::store {

namespace {

/// What may differ: the fields that have a past, then the numbers.
constexpr std::size_t kThings = kFieldCount + kPastNumbers;
constexpr auto kId = static_cast<std::size_t>(Field::kId);

/// What a repository was like at one snapshot; values as the tables hold them.
struct Then {
    bool present = false;
    std::array<ColumnValue, kThings> values;
};

class Differ {
  public:
    Differ(Database& database, const DiffQuery& query, const std::function<void(DiffRow)>& visit)
        : database_(database),
          told_(database),
          query_(query),
          visit_(visit),
          owners_(lower_owners(query.owners)),
          from_(database, query.from),
          to_(database, query.to) {
        for (std::size_t field = 0; field < kThings; ++field) {
            wanted_.at(field) =
                query.fields.empty() || std::find(query.fields.begin(), query.fields.end(),
                                                  diff_fields().at(field)) != query.fields.end();
        }
    }

    void run() {
        std::string sql = "SELECT r.repo_id, r.kind, r.first_snapshot, r.hub_id";
        for (int code = 0; code < kFieldCount; ++code) {
            sql += fmt::format(", r.{}", repo_field(static_cast<Field>(code)).column);
        }
        sql += fmt::format(
            ", {} FROM repo AS r CROSS JOIN repo_state AS s ON s.repo_id = r.repo_id "
            "ORDER BY r.repo_id",
            for_each_number(past_numbers(), "s.{0}"));
        Statement repos(database_, sql);
        while (repos.step()) {
            const auto kind = repos.kind(1);
            if (std::find(query_.kinds.begin(), query_.kinds.end(), kind) != query_.kinds.end()) {
                compare(repos, kind);
            }
        }
    }

  private:
    static Then read(const Statement& row, AsOf& as_of) {
        constexpr int kFirst = 4;
        AsOf::Past past = as_of.of(row.integer(0), row.integer(2));
        Then then{.present = past.present};
        read_values(row, kFirst, then.values);
        for (std::size_t field = 0; field < kFieldCount; ++field) {
            if (const ColumnValue* earlier = past.find(static_cast<Field>(field))) {
                then.values.at(field) = *earlier;
            }
        }
        if (past.numbers) {
            std::move(past.numbers->begin(), past.numbers->end(),
                      then.values.begin() + kFieldCount);
        }
        return then;
    }

    void compare(const Statement& row, core::Kind kind) {
        Then before = read(row, from_);
        Then after = read(row, to_);
        if ((!before.present && !after.present) || (!is_theirs(before) && !is_theirs(after))) {
            return;
        }
        DiffRow base{.kind = kind,
                     .id = std::string((after.present ? after : before).values.at(kId).text()),
                     .hub_id = unpack_hex(row, 3)};
        if (before.present && after.present) {
            compare_values(base, before, after);
        } else if (query_.fields.empty()) {
            const bool known = row.integer(2) <= query_.from;
            base.change = !after.present ? "removed" : known ? "restored" : "added";
            visit_(std::move(base));
        }
    }

    [[nodiscard]] bool is_theirs(const Then& then) const {
        return owners_.empty() || is_owned(then.values.at(kId).text(), owners_);
    }

    void compare_values(const DiffRow& base, const Then& before, const Then& after) {
        for (std::size_t thing = 0; thing < kThings; ++thing) {
            const ColumnValue& was = before.values.at(thing);
            const ColumnValue& is = after.values.at(thing);
            if (!wanted_.at(thing) || !differ(thing, was, is)) {
                continue;
            }
            DiffRow changed = base;
            changed.change = thing == kId ? "renamed" : "changed";
            changed.field = diff_fields().at(thing);
            if (query_.values && holds(thing) == Holds::kTags) {
                changed.new_value = told_.tag_changes(was, is);
            } else if (query_.values) {
                changed.old_value = told_.told(holds(thing), was);
                changed.new_value = told_.told(holds(thing), is);
            }
            visit_(std::move(changed));
        }
    }

    static Holds holds(std::size_t thing) {
        return thing < kFieldCount ? repo_field(static_cast<Field>(thing)).holds : Holds::kPlain;
    }

    /// Tags are a set: the order in which the Hub lists them says nothing.
    bool differ(std::size_t thing, const ColumnValue& before, const ColumnValue& after) const {
        return before != after &&
               (holds(thing) != Holds::kTags ||
                id_set(database_, before.text()) != id_set(database_, after.text()));
    }

    Database& database_;
    ToldValues told_;
    const DiffQuery& query_;
    const std::function<void(DiffRow)>& visit_;
    std::vector<std::string> owners_;
    AsOf from_;
    AsOf to_;
    std::array<bool, kThings> wanted_{};
};

}  // namespace

const std::vector<std::string>& diff_fields() {
    static const std::vector<std::string> kFields = [] {
        std::vector<std::string> names;
        names.reserve(kThings);
        for (int code = 0; code < kFieldCount; ++code) {
            names.emplace_back(repo_field(static_cast<Field>(code)).column);
        }
        for (const RepoNumber& number : past_numbers()) {
            names.emplace_back(number.column);
        }
        return names;
    }();
    return kFields;
}

void visit_differences(Store& store, const DiffQuery& query,
                       const std::function<void(DiffRow)>& visit) {
    const ReadView consistent(store.database());
    check_owners(store.database(), query.owners);
    Differ(store.database(), query, visit).run();
}

std::vector<DiffRow> diff_snapshots(Store& store, const DiffQuery& query) {
    std::vector<DiffRow> rows;
    visit_differences(store, query, [&rows](DiffRow row) { rows.push_back(std::move(row)); });
    std::sort(rows.begin(), rows.end(), [](const DiffRow& a, const DiffRow& b) {
        return std::tie(a.kind, a.id, a.hub_id, a.change, a.field) <
               std::tie(b.kind, b.id, b.hub_id, b.change, b.field);
    });
    return rows;
}

}  // namespace hubmine::store
