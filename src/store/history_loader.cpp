#include "history_loader.hpp"

#include "id_list.hpp"
#include "repo_writer.hpp"
#include "second_copy.hpp"
#include "store_impl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace hubmine::store {

namespace {

/// Rows of a table in ascending repo_id (column 0), read in step with the table of repositories.
class RowsInStep {
  public:
    RowsInStep(Database& database, std::string_view sql)
        : rows_(database, sql), more_(rows_.step()) {}

    /// Calls `visit(row)` for every row of the repository.
    template <typename Visit>
    void of(std::int64_t repo_id, const Visit& visit) {
        for (; more_ && rows_.integer(0) <= repo_id; more_ = rows_.step()) {
            if (rows_.integer(0) == repo_id) {
                visit(rows_);
            }
        }
    }

  private:
    Statement rows_;
    bool more_;
};

/// Columns 1 to 5: snapshot, time, the three numbers.
MetricRow read_metrics(const Statement& row) {
    return {.snapshot_id = row.integer(1),
            .observed_at = row.time(2),
            .likes = row.maybe_integer(3),
            .downloads = row.maybe_integer(4),
            .downloads_all_time = row.maybe_integer(5)};
}

/// Fills a History: every table once, merged by repo_id.
class HistoryLoader {
  public:
    HistoryLoader(Database& database, const LoadPlan& plan)
        : database_(database),
          plan_(plan),
          until_(plan.snapshot.snapshot_id),
          states_(database,
                  "SELECT s.repo_id, r.first_snapshot, r.first_seen, s.likes, s.downloads, "
                  "s.downloads_all_time FROM repo AS r JOIN repo_state AS s USING (repo_id) "
                  "ORDER BY r.repo_id"),
          metrics_(database,
                   "SELECT repo_id, snapshot_id, observed_at, likes, downloads, "
                   "downloads_all_time FROM metric ORDER BY repo_id, snapshot_id"),
          foreign_(database,
                   "SELECT repo_id, snapshot_id, observed_at, likes, downloads, "
                   "downloads_all_time FROM foreign_metric ORDER BY repo_id, observed_at, "
                   "snapshot_id"),
          absences_(database,
                    "SELECT repo_id, from_snapshot, until_snapshot, removed_at, restored_at "
                    "FROM repo_absence ORDER BY repo_id, from_snapshot"),
          past_(database,
                "SELECT repo_id, field, first_snapshot, value FROM repo_history "
                "ORDER BY repo_id, field, first_seen") {}

    std::shared_ptr<const History> load(std::vector<Snapshot> snapshots) {
        load_snapshots(std::move(snapshots));
        load_texts(database_, kLabelTexts, labels_, history_.labels);
        if (plan_.parts.history_tags) {
            load_texts(database_, kTagTexts, tags_, history_.tags);
        }
        load_repos();
        return std::make_shared<const History>(std::move(history_));
    }

  private:
    [[nodiscard]] std::array<bool, 3> observed_kinds(
        const Snapshot& walk, const std::set<core::Kind>& listed_whole) const;
    void load_snapshots(std::vector<Snapshot> snapshots);
    void load_repos();
    void add_repo(const Statement& row);
    void add_metrics(RepoHistories& repos, std::int64_t repo_id);
    void add_absences(RepoHistories& repos, std::int64_t repo_id);
    void undo_changes(RepoHistories& repos, std::int64_t repo_id, std::string& tags);
    void add_tags(RepoHistories& repos, std::string_view ids);
    [[nodiscard]] TextId label(std::optional<std::int64_t> label_id) const {
        return label_id ? labels_.at(*label_id) : kNoText;
    }

    Database& database_;
    const LoadPlan& plan_;
    std::int64_t until_;
    History history_;
    Positions labels_{database_, "label"};
    Positions tags_{database_, "tag"};
    std::unordered_set<std::int64_t> imports_;
    RowsInStep states_;
    RowsInStep metrics_;
    RowsInStep foreign_;
    RowsInStep absences_;
    RowsInStep past_;
};

/// The kinds of which such a walk tells something at its moment: of a part of a list it looked up
/// no more than that part, so it counts only where the list was never walked as a whole, and for an
/// analysis of that very part.
std::array<bool, 3> HistoryLoader::observed_kinds(const Snapshot& walk,
                                                  const std::set<core::Kind>& listed_whole) const {
    WalkScope analysed = plan_.snapshot.scope;
    analysed.kinds = walk.scope.kinds;
    std::array<bool, 3> observed{};
    for (const core::Kind kind : walk.scope.kinds) {
        observed.at(static_cast<std::size_t>(kind)) =
            !walk.scope.is_partial() || (!listed_whole.contains(kind) && walk.scope == analysed);
    }
    return observed;
}

void HistoryLoader::load_snapshots(std::vector<Snapshot> snapshots) {
    std::erase_if(snapshots, [&](const Snapshot& snapshot) {
        // An import belongs to the past of a snapshot when its date does; of the newest, all do.
        return snapshot.source ? !plan_.is_newest && snapshot.started_at > plan_.snapshot.started_at
                               : snapshot.snapshot_id > until_;
    });
    std::stable_sort(snapshots.begin(), snapshots.end(), [](const Snapshot& a, const Snapshot& b) {
        return a.started_at < b.started_at;
    });
    std::set<core::Kind> listed_whole;
    for (const Snapshot& walk : snapshots) {
        if (!walk.scope.is_partial() && (walk.complete || walk.snapshot_id == until_)) {
            listed_whole.insert(walk.scope.kinds.begin(), walk.scope.kinds.end());
        }
    }
    for (const Snapshot& snapshot : snapshots) {
        const std::array<bool, 3> kinds = observed_kinds(snapshot, listed_whole);
        if (snapshot.source) {
            imports_.insert(snapshot.snapshot_id);
        } else if (std::find(kinds.begin(), kinds.end(), true) == kinds.end()) {
            continue;
        }
        history_.snapshots.push_back({.snapshot_id = snapshot.snapshot_id,
                                      .at = snapshot.started_at,
                                      .complete = snapshot.complete,
                                      .kinds = kinds,
                                      .source = snapshot.source});
    }
}

void HistoryLoader::load_repos() {
    Statement rows(database_,
                   "SELECT repo_id, kind, id, created_at, first_snapshot, license, pipeline_tag, "
                   "sdk, tags FROM repo WHERE coalesce(private, 0) = 0 ORDER BY repo_id");
    while (rows.step()) {
        if (plan_.wants(rows.kind(1)) && rows.integer(4) <= until_ &&
            plan_.includes(rows.integer(0))) {
            add_repo(rows);
        }
    }
}

void HistoryLoader::add_repo(const Statement& row) {
    const std::int64_t repo_id = row.integer(0);
    RepoHistories& repos = history_.repos.at(static_cast<std::size_t>(row.kind(1)));
    repos.repo_id.push_back(repo_id);
    repos.id.push_back(row.text(2));
    repos.created_at.push_back(row.maybe_time(3));
    repos.first_snapshot.push_back(row.integer(4));
    repos.license.push_back(label(row.maybe_integer(5)));
    repos.pipeline_tag.push_back(label(row.maybe_integer(6)));
    repos.sdk.push_back(label(row.maybe_integer(7)));
    std::string tags(row.text(8));
    undo_changes(repos, repo_id, tags);
    if (plan_.parts.history_tags) {
        add_tags(repos, tags);
    }
    add_metrics(repos, repo_id);
    add_absences(repos, repo_id);
}

/// The last values that were seen by the snapshot replace those of today.
void HistoryLoader::undo_changes(RepoHistories& repos, std::int64_t repo_id, std::string& tags) {
    past_.of(repo_id, [&](const Statement& row) {
        if (row.integer(2) > until_) {
            return;
        }
        switch (row.code<Field>(1, kFieldCount)) {
            case Field::kId:
                repos.id.replace_back(row.text(3));
                break;
            case Field::kLicense:
                repos.license.back() = label(row.maybe_integer(3));
                break;
            case Field::kTags:
                tags = row.text(3);
                break;
            case Field::kSdk:
                repos.sdk.back() = label(row.maybe_integer(3));
                break;
            case Field::kPipelineTag:
                repos.pipeline_tag.back() = label(row.maybe_integer(3));
                break;
            default:
                break;
        }
    });
}

void HistoryLoader::add_tags(RepoHistories& repos, std::string_view ids) {
    for_each_id(database_, ids,
                [&](std::int64_t tag) { repos.tags.values.push_back(tags_.at(tag)); });
    repos.tags.offsets.push_back(repos.tags.values.size());
}

void HistoryLoader::add_metrics(RepoHistories& repos, std::int64_t repo_id) {
    std::optional<MetricRow> newest;
    metrics_.of(repo_id, [&](const Statement& row) {
        newest = read_metrics(row);
        if (newest->snapshot_id <= until_) {
            repos.metrics.rows.push_back(*newest);
        }
    });
    states_.of(repo_id, [&](const Statement& row) {
        const MetricRow now = read_metrics(row);
        if (!newest) {
            // Numbers that never moved have no rows: those of today stand since the first sight.
            repos.metrics.rows.push_back(now);
        } else if (std::tie(now.likes, now.downloads, now.downloads_all_time) !=
                   std::tie(newest->likes, newest->downloads, newest->downloads_all_time)) {
            database_.damaged(
                fmt::format("the newest numbers of {} are not its last ones", repos.id.back()));
        }
    });
    repos.metrics.offsets.push_back(repos.metrics.rows.size());
    foreign_.of(repo_id, [&](const Statement& row) {
        if (imports_.contains(row.integer(1))) {
            repos.foreign.rows.push_back(read_metrics(row));
        }
    });
    repos.foreign.offsets.push_back(repos.foreign.rows.size());
}

void HistoryLoader::add_absences(RepoHistories& repos, std::int64_t repo_id) {
    absences_.of(repo_id, [&](const Statement& row) {
        if (row.integer(1) > until_) {
            return;
        }
        AbsenceRow absence{.from_snapshot = row.integer(1), .removed_at = row.time(3)};
        const std::optional<std::int64_t> until = row.maybe_integer(2);
        if (until && *until <= until_) {
            absence.until_snapshot = until;
            absence.restored_at = row.maybe_time(4);
        }
        repos.absences.rows.push_back(absence);
    });
    repos.absences.offsets.push_back(repos.absences.rows.size());
}

}  // namespace

std::shared_ptr<const History> load_history(Store& store, const LoadPlan& plan) {
    return HistoryLoader(store.database(), plan).load(store.snapshots());
}

}  // namespace hubmine::store
