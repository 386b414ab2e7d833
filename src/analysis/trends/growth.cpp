#include "trends/growth.hpp"

#include "hubmine/core/text.hpp"

#include "common/age.hpp"
#include "common/cells.hpp"
#include "common/period.hpp"
#include "trends/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace hubmine::analysis::trends {

namespace {

struct Row {
    std::int64_t period = 0;
    core::Kind kind = core::Kind::kModel;
    std::size_t group = 0;
    Growth::Counts counts;
    std::int64_t created_total = 0;
    std::int64_t net_total = 0;
    std::int64_t created_of_all = 0;  ///< whatever their group
    std::int64_t net_total_of_all = 0;
};

std::int64_t net(const Growth::Counts& counts) {
    return counts.created - counts.removed + counts.restored;
}

/// Follows the whole of a kind from period to period.
class Whole {
  public:
    explicit Whole(const Growth::Periods& periods) : next_(periods.begin()), end_(periods.end()) {}

    /// To a period that does not lie before the last one.
    void go_to(std::int64_t period) {
        for (; next_ != end_ && next_->first < period; ++next_) {
            net_total_ += net(next_->second);
        }
        is_in_ = next_ != end_ && next_->first == period;
    }
    [[nodiscard]] std::int64_t created() const { return is_in_ ? next_->second.created : 0; }
    [[nodiscard]] std::int64_t net_total() const {
        return net_total_ + (is_in_ ? net(next_->second) : 0);
    }

  private:
    Growth::Periods::const_iterator next_;
    Growth::Periods::const_iterator end_;
    std::int64_t net_total_ = 0;
    bool is_in_ = false;
};

/// Every period from a group's first to the last, the empty ones included.
void add_rows(const Settings& settings, core::Kind kind, const Growth& growth,
              std::vector<Row>& rows) {
    const std::vector<Growth::Periods>& of_group = growth.of(kind);
    for (std::size_t group = 0; group < of_group.size(); ++group) {
        const Growth::Periods& periods = of_group[group];
        if (periods.empty()) {
            continue;
        }
        const std::int64_t last = std::max(growth.last_period(), periods.rbegin()->first);
        Row row{.kind = kind, .group = group};
        Whole whole(growth.whole(kind));
        for (row.period = periods.begin()->first; row.period <= last; ++row.period) {
            const auto found = periods.find(row.period);
            row.counts = found == periods.end() ? Growth::Counts{} : found->second;
            row.created_total += row.counts.created;
            row.net_total += net(row.counts);
            whole.go_to(row.period);
            row.created_of_all = whole.created();
            row.net_total_of_all = whole.net_total();
            if (is_told(row.period, settings)) {
                rows.push_back(row);
            }
        }
    }
}

}  // namespace

Growth::Growth(const Scope& scope, const Grouping& grouping)
    : every_(scope.settings.every), last_(period_of(scope.at, every_)) {
    for (const core::Kind kind : core::kAllKinds) {
        of_group_.at(static_cast<std::size_t>(kind)).resize(grouping.of(kind).names.size());
    }
}

void Growth::see(const store::RepoHistory& repo, std::span<const std::uint32_t> groups) {
    if (!repo.created_at) {
        ++undated_;
        return;
    }
    const core::Timestamp created = *repo.created_at;
    const std::int64_t period = period_of(created, every_);
    if (period > last_) {
        ++in_the_future_;
        return;
    }
    const auto kind = static_cast<std::size_t>(repo.kind);
    count(repo, created, whole_.at(kind));
    for (const std::uint32_t group : groups) {
        count(repo, created, of_group_.at(kind)[group]);
    }
}

void Growth::count(const store::RepoHistory& repo, core::Timestamp created,
                   Periods& periods) const {
    Counts& counts = periods[period_of(created, every_)];
    ++counts.created;
    counts.floored += is_floored(created) ? 1 : 0;
    count_absences(repo.absences, periods);
}

void Growth::count_absences(std::span<const store::AbsenceRow> absences, Periods& periods) const {
    for (const store::AbsenceRow& absence : absences) {
        ++periods[period_of(absence.removed_at, every_)].removed;
        if (absence.restored_at) {
            ++periods[period_of(*absence.restored_at, every_)].restored;
        }
    }
}

void fill_growth(const Findings& findings, core::Table& table, Result& result) {
    const Settings& settings = findings.scope.settings;
    const Growth& growth = *findings.growth;
    std::vector<Row> rows;
    for (const core::Kind kind : settings.kinds) {
        add_rows(settings, kind, growth, rows);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return std::tuple(a.period, a.kind, a.group) < std::tuple(b.period, b.kind, b.group);
    });
    for (const Row& row : rows) {
        table.add_row({period_name(row.period, settings.every),
                       std::string(core::kind_name(row.kind)), row.counts.created,
                       row.created_total, row.counts.removed, row.net_total, row.counts.floored,
                       core::cell_or_missing(findings.grouping.of(row.kind).names[row.group]),
                       row.counts.restored, ratio_cell(row.counts.created, row.created_of_all),
                       ratio_cell(row.net_total, row.net_total_of_all)});
    }
    const std::int64_t undated = growth.undated();
    const std::int64_t in_the_future = growth.in_the_future();
    result.notes.push_back({.key = "created_at_missing", .value = undated});
    result.notes.push_back({.key = "created_at_in_the_future", .value = in_the_future});
    if (undated + in_the_future > 0) {
        result.warnings.push_back(fmt::format(
            "growth leaves out {}: {} without a creation date, {} with one "
            "after the snapshot",
            core::counted(undated + in_the_future, "repository"), undated, in_the_future));
    }
}

}  // namespace hubmine::analysis::trends
