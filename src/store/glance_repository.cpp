#include "hubmine/core/text.hpp"
#include "hubmine/store/glance.hpp"

#include "glance_facts.hpp"
#include "glance_lineage.hpp"
#include "told_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace hubmine::store {

namespace {

/// What became of one sort of reads: 0 = commits, 1 = discussions, 2 = storage, 3 = likers.
struct ReadState {
    bool is_held = false;
    std::string note = "never read";
};

ReadState read_state(Database& database, int what, std::int64_t repo_id) {
    constexpr std::array<std::string_view, 5> kStates{"not read to the end yet", "read",
                                                      "unreadable", "gone", "failed"};
    const auto row =
        database.cached("SELECT state, fetched_at FROM \"fetch\" WHERE what = ? AND repo_id = ?");
    row->bind(what, repo_id);
    if (!row->step()) {
        return {};
    }
    const auto state = row->within(0, 0, std::int64_t{kStates.size()} - 1);
    const std::optional<core::Timestamp> read = row->maybe_time(1);
    if (read) {
        return {.is_held = true, .note = fmt::format("read {}", day_of(*read))};
    }
    return {.note = std::string(kStates.at(static_cast<std::size_t>(state)))};
}

class RepositoryGlance {
  public:
    RepositoryGlance(Database& database, const Subject& subject)
        : database_(database), subject_(subject) {
        for (const core::Schema& schema : repository_tables().subspan(1)) {
            tables_.emplace_back(schema);
        }
    }

    [[nodiscard]] std::vector<core::Table> tables() {
        add_names();
        add_numbers();
        add_changes();
        const RelativeCounts relatives =
            add_relatives(database_, subject_.repo_id, subject_.kind, subject_.name,
                          table("lineage"), table("used_by"));
        add_own_facts();
        add_people_facts();
        add_relative_facts(relatives);
        tables_.insert(tables_.begin(), std::move(facts_.table()));
        return std::move(tables_);
    }

  private:
    [[nodiscard]] core::Table& table(std::string_view name) {
        return *std::ranges::find(tables_, name, &core::Table::name);
    }
    [[nodiscard]] bool is(core::Kind kind) const { return subject_.kind == kind; }

    void add_names() {
        Statement names(database_,
                        "SELECT id, first_seen, last_seen, 'list' FROM repo_names WHERE repo_id = "
                        "?1 UNION ALL "
                        "SELECT a.id, NULL, strftime('%Y-%m-%dT%H:%M:%fZ', a.seen_at / 1000.0, "
                        "'unixepoch'), 'redirect' FROM repo AS r JOIN alias AS a "
                        "ON a.kind = r.kind AND a.hub_id = r.hub_id WHERE r.repo_id = ?1 "
                        "ORDER BY 4, 2, 1");
        names.bind(subject_.repo_id);
        while (names.step()) {
            table("names").add_row(
                {std::string(names.text(0)), core::cell_or_missing(names.maybe_text(1)),
                 core::cell_or_missing(names.maybe_text(2)), std::string(names.text(3))});
        }
    }

    void add_numbers() {
        Statement rows(database_,
                       "SELECT m.snapshot_id, m.observed_at, m.likes, m.downloads, "
                       "m.downloads_all_time, s.source FROM metrics AS m "
                       "LEFT JOIN snapshot AS s USING (snapshot_id) WHERE m.repo_id = ? "
                       "ORDER BY m.observed_at, m.snapshot_id");
        rows.bind(subject_.repo_id);
        while (rows.step()) {
            table("numbers").add_row({rows.integer(0), core::cell_or_missing(rows.maybe_text(1)),
                                      core::cell_or_missing(rows.maybe_integer(2)),
                                      core::cell_or_missing(rows.maybe_integer(3)),
                                      core::cell_or_missing(rows.maybe_integer(4)),
                                      core::cell_or_missing(rows.maybe_text(5))});
        }
    }

    struct Change {
        core::Timestamp at;
        int field = 0;
        std::optional<std::string> before;
        std::optional<std::string> after;
    };

    void add_changes() {
        ToldValues told(database_);
        std::vector<Change> changes;
        for (int code = 0; code < kFieldCount; ++code) {
            const Holds holds = repo_field(static_cast<Field>(code)).holds;
            Statement rows(database_,
                           "SELECT first_seen, value FROM repo_history WHERE repo_id = ? "
                           "AND field = ? ORDER BY first_seen");
            rows.bind(subject_.repo_id, code);
            std::optional<ColumnValue> before;
            while (rows.step()) {
                ColumnValue after = ColumnValue::of(rows, 1);
                if (before) {
                    Change change{.at = rows.time(0), .field = code};
                    if (holds == Holds::kTags) {
                        change.after = told.tag_changes(*before, after);
                    } else {
                        change.before = told.told(holds, *before);
                        change.after = told.told(holds, after);
                    }
                    changes.push_back(std::move(change));
                }
                before = std::move(after);
            }
        }
        std::ranges::stable_sort(changes, {}, &Change::at);
        for (const Change& one : changes) {
            const std::string field = repo_field(static_cast<Field>(one.field)).column;
            table("changes").add_row({core::format_time(one.at), field,
                                      core::cell_or_missing(one.before),
                                      core::cell_or_missing(one.after)});
            if (static_cast<Field>(one.field) == Field::kLicense) {
                license_note_ =
                    fmt::format("{} until {}", one.before.value_or("none"), day_of(one.at));
            }
        }
    }

    /// "+3 since 2026-01-31", of the first that was seen; imported numbers count otherwise.
    [[nodiscard]] std::string movement(std::string_view what, std::int64_t now) {
        const core::Table& numbers = table("numbers");
        const auto column = static_cast<std::size_t>(
            std::ranges::find(numbers.columns(), what, &core::Column::name) -
            numbers.columns().begin());
        for (std::size_t row = 0; row < numbers.row_count(); ++row) {
            const core::Cell first = numbers.cell(row, column);
            const auto* const number = std::get_if<std::int64_t>(&first);
            if (number != nullptr && core::exact_text(numbers.cell(row, 5)).empty()) {
                return fmt::format("{} since {}",
                                   now == *number ? "unmoved" : fmt::format("{:+}", now - *number),
                                   core::exact_text(numbers.cell(row, 1)).substr(0, 10));
            }
        }
        return {};
    }

    void add_own_facts() {
        facts_.add("kind", core::kind_name(subject_.kind));
        facts_.add("id", subject_.name, subject_.why);
        for (const core::Kind kind : subject_.also) {
            facts_.add("also", core::kind_name(kind), "of the same name: ask with --kind");
        }
        Statement row(database_,
                      "SELECT hub_id, created_at, last_modified, removed_at, likes, downloads, "
                      "downloads_all_time, license, pipeline_tag, library_name, sdk, parameters, "
                      "weights, storage, gated, private, disabled, duplicated_from, first_seen, "
                      "last_seen, parameters_source, storage_source FROM repos WHERE repo_id = ?");
        row.bind(subject_.repo_id);
        if (!row.step()) {
            database_.damaged(fmt::format("the repository {} is not there", subject_.repo_id));
        }
        for (int column = 0; column <= kLastSeen; ++column) {
            add_column(row, column);
        }
    }

    /// Where they stand in the question above.
    enum : int {
        kRemovedAt = 3,
        kLikes = 4,
        kDownloads = 5,
        kAllTime = 6,
        kLicense = 7,
        kSdk = 10,
        kParameters = 11,
        kWeights = 12,
        kStorage = 13,
        kPrivate = 15,
        kDisabled = 16,
        kDuplicated = 17,
        kLastSeen = 19,
        kParametersSource = 20,
        kStorageSource = 21
    };

    [[nodiscard]] bool is_of_kind(int column) const {
        switch (column) {
            case kDownloads:
            case kAllTime:
                return !is(core::Kind::kSpace);
            case kSdk:
            case kDuplicated:
                return is(core::Kind::kSpace);
            case kParameters:
            case kWeights:
                return is(core::Kind::kModel);
            default:
                return true;
        }
    }

    void add_column(Statement& row, int column) {
        const std::string what = sqlite3_column_name(row.handle(), column);
        const bool only_if_told = column == kRemovedAt || column == kDuplicated ||
                                  column == kPrivate || column == kDisabled;
        const bool is_off = (column == kPrivate || column == kDisabled) && row.integer(column) == 0;
        if (!is_of_kind(column) || (only_if_told && (row.is_null(column) || is_off))) {
            return;
        }
        if (row.is_null(column)) {
            facts_.add(what, "", column == kStorage ? missing_storage() : "not told");
            return;
        }
        const std::string note = note_of(row, column);
        facts_.add(what, row.as_text(column), note);
    }

    [[nodiscard]] std::string missing_storage() {
        const ReadState state = read_state(database_, 2, subject_.repo_id);
        return state.is_held ? "not told" : state.note;
    }

    [[nodiscard]] std::string note_of(const Statement& row, int column) {
        switch (column) {
            case kLikes:
                return movement("likes", row.integer(column));
            case kDownloads:
                return movement("downloads", row.integer(column));
            case kAllTime:
                return movement("downloads_all_time", row.integer(column));
            case kLicense:
                return license_note_;
            case kParameters:
                return std::string(row.text(kParametersSource));
            case kStorage:
                return row.text(kStorageSource) == "main" ? "bytes of the main branch"
                                                          : "bytes of all revisions";
            case kRemovedAt:
                return "it is not there any more";
            default:
                return {};
        }
    }

    [[nodiscard]] std::int64_t counted(const char* sql) {
        Statement row(database_, sql);
        row.bind(subject_.repo_id);
        return row.step() ? row.integer(0) : 0;
    }
    void add_read(std::string_view what, const ReadState& state, const char* sql,
                  const std::string& more = {}) {
        facts_.add(what, state.is_held ? std::optional(counted(sql)) : std::nullopt,
                   more.empty() ? state.note : fmt::format("{}; {}", more, state.note));
    }

    void add_people_facts() {
        const ReadState commits = read_state(database_, 0, subject_.repo_id);
        const ReadState discussions = read_state(database_, 1, subject_.repo_id);
        const std::int64_t committers = add_people(database_,
                                                   {.condition = "= ?1",
                                                    .repo_id = subject_.repo_id,
                                                    .commits_read = commits.is_held,
                                                    .discussions_read = discussions.is_held},
                                                   table("people"));
        add_read("commits", commits,
                 "SELECT coalesce(sum(commits), 0) FROM repo_contribution WHERE repo_id = ?",
                 commits.is_held ? "by " + core::counted(committers, "author") : "");
        add_read("discussions", discussions,
                 "SELECT count(*) FROM repo_discussion WHERE repo_id = ?");
        add_read("pull_requests", discussions,
                 "SELECT count(*) FROM repo_discussion WHERE repo_id = ? AND is_pull_request");
        const ReadState likers = read_state(database_, 3, subject_.repo_id);
        add_read("dated_likes", likers, "SELECT count(*) FROM repo_like WHERE repo_id = ?");
    }

    void add_relative_facts(const RelativeCounts& relatives) {
        if (is(core::Kind::kModel)) {
            facts_.add("base_models", relatives.bases);
            facts_.add("derived_models", relatives.derived, "models of the store that name it");
        }
        const bool spaces_were_listed =
            database_.scalar("SELECT EXISTS (SELECT 1 FROM walk WHERE kind = 2 AND finished)") != 0;
        facts_.add(is(core::Kind::kSpace) ? "copies" : "used_by_spaces",
                   spaces_were_listed || relatives.spaces > 0 ? std::optional(relatives.spaces)
                                                              : std::nullopt,
                   spaces_were_listed ? "" : "spaces were never listed to the end");
    }

    Database& database_;
    const Subject& subject_;
    Facts facts_;
    std::vector<core::Table> tables_;
    std::string license_note_;
};

}  // namespace

std::vector<core::Table> repository_glance(Store& store, const Subject& subject) {
    const ReadView consistent(store.database());
    return RepositoryGlance(store.database(), subject).tables();
}

}  // namespace hubmine::store
