#include "history_rows.hpp"

#include "id_list.hpp"
#include "past_fields.hpp"
#include "rows_in_step.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

namespace hubmine::store {

namespace {

/// Columns 1 to 5: snapshot, time, the three numbers.
MetricRow read_metrics(const Statement& row) {
    return {.snapshot_id = row.integer(1),
            .observed_at = row.time(2),
            .likes = row.maybe_integer(3),
            .downloads = row.maybe_integer(4),
            .downloads_all_time = row.maybe_integer(5)};
}

bool have_same_numbers(const MetricRow& a, const MetricRow& b) {
    return std::tie(a.likes, a.downloads, a.downloads_all_time) ==
           std::tie(b.likes, b.downloads, b.downloads_all_time);
}

/// The tables of the past beside that of the repositories.
class HistoryRows {
  public:
    HistoryRows(Database& database, const LoadPlan& plan, const HistoryKeys& keys)
        : database_(database),
          plan_(plan),
          keys_(keys),
          until_(plan.snapshot.snapshot_id),
          repos_(database, fmt::format("SELECT repo_id, kind, id, created_at, first_snapshot, "
                                       "first_seen, license, pipeline_tag, sdk{} FROM repo "
                                       "WHERE coalesce(private, 0) = 0 ORDER BY repo_id",
                                       plan.parts.history_tags ? ", tags" : "")),
          states_(database,
                  "SELECT repo_id, likes, downloads, downloads_all_time FROM repo_state "
                  "ORDER BY repo_id"),
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
          past_(database, until_) {}

    void show_to(const History::Visit& visit) {
        while (repos_.step()) {
            if (plan_.wants(repos_.kind(1)) && repos_.integer(4) <= until_ &&
                plan_.includes(repos_.integer(0)) &&
                !plan_.leaves_out(repos_.kind(1), repos_.integer(0))) {
                read_repo();
                visit(shown_);
            }
        }
    }

  private:
    void read_repo();
    void read_tags(std::string_view ids);
    void read_metric_rows();
    void read_foreign_rows();
    void read_absences();
    // The last values that were seen by the snapshot, else those of today in `column`.
    [[nodiscard]] std::string_view text(Field field, int column) const {
        const ColumnValue* then = past_.find(field);
        return then != nullptr ? then->text() : repos_.text(column);
    }
    [[nodiscard]] TextId label(Field field, int column) const {
        const ColumnValue* then = past_.find(field);
        const std::optional<std::int64_t> id =
            then != nullptr ? then->row_number() : repos_.maybe_integer(column);
        return id ? keys_.labels.at(*id) : kNoText;
    }

    Database& database_;
    const LoadPlan& plan_;
    const HistoryKeys& keys_;
    std::int64_t until_;
    Statement repos_;
    RowsInStep states_;
    RowsInStep metrics_;
    RowsInStep foreign_;
    RowsInStep absences_;
    PastFields past_;

    RepoHistory shown_;
    // What it points at.
    std::vector<TextId> tags_;
    std::vector<MetricRow> metric_rows_;
    std::vector<MetricRow> foreign_rows_;
    std::vector<AbsenceRow> absence_rows_;
};

void HistoryRows::read_repo() {
    const std::int64_t repo_id = repos_.integer(0);
    past_.read(repo_id);
    shown_ = {.kind = repos_.kind(1),
              .repo_id = repo_id,
              .id = text(Field::kId, 2),
              .created_at = repos_.maybe_time(3),
              .first_snapshot = repos_.integer(4),
              .license = label(Field::kLicense, 6),
              .pipeline_tag = label(Field::kPipelineTag, 7),
              .sdk = label(Field::kSdk, 8)};
    if (plan_.parts.history_tags) {
        read_tags(text(Field::kTags, 9));
    }
    read_metric_rows();
    read_foreign_rows();
    read_absences();
}

void HistoryRows::read_tags(std::string_view ids) {
    tags_.clear();
    for_each_id(database_, ids, [&](std::int64_t tag) { tags_.push_back(keys_.tags.at(tag)); });
    shown_.tags = tags_;
}

void HistoryRows::read_metric_rows() {
    metric_rows_.clear();
    std::optional<MetricRow> newest;
    while (metrics_.next(shown_.repo_id)) {
        newest = read_metrics(metrics_.row());
        if (newest->snapshot_id <= until_) {
            metric_rows_.push_back(*newest);
        }
    }
    while (states_.next(shown_.repo_id)) {
        const Statement& state = states_.row();
        const MetricRow now{.snapshot_id = shown_.first_snapshot,
                            .observed_at = repos_.time(5),
                            .likes = state.maybe_integer(1),
                            .downloads = state.maybe_integer(2),
                            .downloads_all_time = state.maybe_integer(3)};
        if (!newest) {
            // Numbers that never moved have no rows: those of today stand since the first sight.
            metric_rows_.push_back(now);
        } else if (!have_same_numbers(now, *newest)) {
            database_.damaged(
                fmt::format("the newest numbers of {} are not its last ones", shown_.id));
        }
    }
    shown_.metrics = metric_rows_;
}

void HistoryRows::read_foreign_rows() {
    foreign_rows_.clear();
    while (foreign_.next(shown_.repo_id)) {
        if (keys_.imports.contains(foreign_.row().integer(1))) {
            foreign_rows_.push_back(read_metrics(foreign_.row()));
        }
    }
    shown_.foreign = foreign_rows_;
}

void HistoryRows::read_absences() {
    absence_rows_.clear();
    while (absences_.next(shown_.repo_id)) {
        const Statement& row = absences_.row();
        if (row.integer(1) > until_) {
            continue;
        }
        AbsenceRow absence{.from_snapshot = row.integer(1), .removed_at = row.time(3)};
        const std::optional<std::int64_t> until = row.maybe_integer(2);
        if (until && *until <= until_) {
            absence.until_snapshot = until;
            absence.restored_at = row.maybe_time(4);
        }
        absence_rows_.push_back(absence);
    }
    shown_.absences = absence_rows_;
}

}  // namespace

void visit_repositories(Database& database, const LoadPlan& plan, const HistoryKeys& keys,
                        const History::Visit& visit) {
    HistoryRows(database, plan, keys).show_to(visit);
}

}  // namespace hubmine::store
