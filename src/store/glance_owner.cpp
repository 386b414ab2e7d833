#include "hubmine/store/glance.hpp"

#include "glance_facts.hpp"
#include "owned_range.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hubmine::store {

namespace {

class OwnerGlance {
  public:
    OwnerGlance(Database& database, const Subject& subject, const OwnerNotes& notes)
        : database_(database), subject_(subject), notes_(notes), range_(subject.name) {
        for (const core::Schema& schema : owner_tables().subspan(1)) {
            tables_.emplace_back(schema);
        }
    }

    [[nodiscard]] std::vector<core::Table> tables() {
        facts_.add("owner", subject_.name);
        add_overview();
        for (const auto& [what, value] : notes_) {
            facts_.add_if(what, value, "list of organisations");
        }
        add_kinds();
        add_repositories();
        add_activity();
        tables_.insert(tables_.begin(), std::move(facts_.table()));
        return std::move(tables_);
    }

  private:
    void bind_range(Statement& statement) { statement.bind(range_.first(), range_.end()); }

    void add_overview() {
        Statement row(database_,
                      "SELECT kind, fullname, is_verified, plan, members, followers, basis, "
                      "fetched_at, state FROM owners WHERE owner = ?");
        row.bind(std::string_view(subject_.name));
        constexpr int kBasis = 6;
        const bool is_known = row.step();
        const std::string state(is_known ? row.text(8) : "pending");
        const bool was_read = is_known && !row.is_null(7);
        const std::string why = was_read             ? "not told"
                                : state == "pending" ? "its overview was never read"
                                                     : "its overview is " + state;
        facts_.add("owner_kind", is_known ? row.as_text(0) : "",
                   is_known && !row.is_null(kBasis) ? row.as_text(kBasis) : why);
        for (int column = 1; column < kBasis; ++column) {
            const std::string what = sqlite3_column_name(row.handle(), column);
            const bool is_told = is_known && !row.is_null(column);
            facts_.add(what, is_told ? row.as_text(column) : "", is_told ? "" : why);
        }
    }

    void add_kinds() {
        Statement rows(database_,
                       "SELECT r.kind, sum(s.removed_at IS NULL), sum(s.removed_at IS NOT NULL), "
                       "sum(s.likes) FILTER (WHERE s.removed_at IS NULL), "
                       "count(s.likes) FILTER (WHERE s.removed_at IS NULL), "
                       "sum(s.downloads) FILTER (WHERE s.removed_at IS NULL), "
                       "count(s.downloads) FILTER (WHERE s.removed_at IS NULL), "
                       "sum(c.fetched_at IS NOT NULL AND s.removed_at IS NULL), "
                       "sum(d.fetched_at IS NOT NULL AND s.removed_at IS NULL) "
                       "FROM repo AS r JOIN repo_state AS s USING (repo_id) "
                       "LEFT JOIN \"fetch\" AS c ON c.what = 0 AND c.repo_id = r.repo_id "
                       "LEFT JOIN \"fetch\" AS d ON d.what = 1 AND d.repo_id = r.repo_id "
                       "WHERE r.id >= ? AND r.id < ? GROUP BY r.kind ORDER BY r.kind");
        bind_range(rows);
        constexpr int kColumns = 9;
        while (rows.step()) {
            std::vector<core::Cell> cells{std::string(core::kind_name(rows.kind(0)))};
            for (int column = 1; column < kColumns; ++column) {
                cells.push_back(core::cell_or_missing(rows.maybe_integer(column)));
            }
            repositories_ += rows.integer(1);
            commits_read_ += rows.integer(7);
            discussions_read_ += rows.integer(8);
            tables_[0].add_row(std::move(cells));
        }
    }

    void add_repositories() {
        Statement rows(database_,
                       "SELECT kind, id, likes, downloads, license, pipeline_tag, created_at, "
                       "last_modified FROM repos WHERE id >= ? AND id < ? AND removed_at IS NULL "
                       "ORDER BY likes DESC, downloads DESC, id, kind");
        bind_range(rows);
        std::int64_t rank = 0;
        while (rows.step()) {
            tables_[1].add_row({++rank, std::string(rows.text(0)), std::string(rows.text(1)),
                                core::cell_or_missing(rows.maybe_integer(2)),
                                core::cell_or_missing(rows.maybe_integer(3)),
                                core::cell_or_missing(rows.maybe_text(4)),
                                core::cell_or_missing(rows.maybe_text(5)),
                                core::cell_or_missing(rows.maybe_text(6)),
                                core::cell_or_missing(rows.maybe_text(7))});
        }
    }

    void add_activity() {
        facts_.add("repositories", repositories_, "present; see the table kinds");
        Statement row(database_,
                      "SELECT min(created_at), max(last_modified) FROM repo "
                      "WHERE id >= ? AND id < ?");
        bind_range(row);
        if (row.step()) {
            add_time("first_created", row.maybe_time(0));
            add_time("last_modified", row.maybe_time(1));
        }
        const std::int64_t committers =
            add_people(database_,
                       {.condition = "IN (SELECT r.repo_id FROM repo AS r JOIN repo_state AS s "
                                     "USING (repo_id) WHERE r.id >= ?1 AND r.id < ?2 "
                                     "AND s.removed_at IS NULL)",
                        .first = range_.first(),
                        .second = range_.end(),
                        .commits_read = commits_read_ > 0,
                        .discussions_read = discussions_read_ > 0},
                       tables_[2]);
        const auto share = [this](std::int64_t read) {
            return read == 0 ? std::string("never read")
                             : fmt::format("of {} repositories that were read, of {}", read,
                                           repositories_);
        };
        facts_.add("committers", commits_read_ > 0 ? std::optional(committers) : std::nullopt,
                   share(commits_read_));
    }

    void add_time(std::string_view what, const std::optional<core::Timestamp>& time) {
        facts_.add(what, time ? core::format_time(*time) : "", time ? "" : "not told");
    }

    Database& database_;
    const Subject& subject_;
    const OwnerNotes& notes_;
    OwnedRange range_;
    Facts facts_;
    std::vector<core::Table> tables_;
    std::int64_t repositories_ = 0;
    std::int64_t commits_read_ = 0;
    std::int64_t discussions_read_ = 0;
};

}  // namespace

std::vector<core::Table> owner_glance(Store& store, const Subject& subject,
                                      const OwnerNotes& notes) {
    const ReadView consistent(store.database());
    return OwnerGlance(store.database(), subject, notes).tables();
}

}  // namespace hubmine::store
