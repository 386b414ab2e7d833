#include "hubmine/core/text.hpp"

#include "trends/period.hpp"
#include "trends/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace hubmine::analysis::trends {

namespace {

using std::chrono::March;
using std::chrono::milliseconds;

// The Hub gives every repository that is older than this moment this creation time, now with one
// second, now with the next.
constexpr core::Timestamp kFloor = std::chrono::sys_days(std::chrono::year(2022) / March / 2) +
                                   std::chrono::hours(23) + std::chrono::minutes(29) +
                                   std::chrono::seconds(4);
constexpr core::Timestamp kAfterFloor = kFloor + std::chrono::seconds(2);

struct Counts {
    std::int64_t created = 0;
    std::int64_t floored = 0;
    std::int64_t removed = 0;
    std::int64_t restored = 0;
};

/// One group's counts by period, and what no period can hold.
struct Growth {
    std::vector<std::map<std::int64_t, Counts>> of_group;
    std::int64_t undated = 0;
    std::int64_t in_the_future = 0;
};

void count_absences(const Findings& findings, std::span<const store::AbsenceRow> absences,
                    std::map<std::int64_t, Counts>& periods) {
    const Every every = findings.settings.every;
    for (const store::AbsenceRow& absence : absences) {
        ++periods[period_of(absence.removed_at, every)].removed;
        if (absence.restored_at) {
            ++periods[period_of(*absence.restored_at, every)].restored;
        }
    }
}

Growth count_growth(const Findings& findings, core::Kind kind) {
    const store::RepoHistories& repos = findings.history.of(kind);
    const Groups& groups = findings.groups_of(kind);
    const std::int64_t last = period_of(findings.at, findings.settings.every);
    Growth growth;
    growth.of_group.resize(groups.names.size());
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        if (!repos.created_at[repo]) {
            ++growth.undated;
            continue;
        }
        const core::Timestamp created = *repos.created_at[repo];
        const std::int64_t period = period_of(created, findings.settings.every);
        if (period > last) {
            ++growth.in_the_future;
            continue;
        }
        for (const std::uint32_t group : groups.of_repo[repo]) {
            std::map<std::int64_t, Counts>& periods = growth.of_group[group];
            Counts& counts = periods[period];
            ++counts.created;
            counts.floored += created >= kFloor && created < kAfterFloor ? 1 : 0;
            count_absences(findings, repos.absences[repo], periods);
        }
    }
    return growth;
}

struct Row {
    std::int64_t period = 0;
    core::Kind kind = core::Kind::kModel;
    std::size_t group = 0;
    Counts counts;
    std::int64_t created_total = 0;
    std::int64_t net_total = 0;
};

/// Every period from a group's first to the last, the empty ones included.
void add_rows(const Findings& findings, core::Kind kind, const Growth& growth,
              std::vector<Row>& rows) {
    const std::int64_t last = period_of(findings.at, findings.settings.every);
    const Settings& settings = findings.settings;
    const auto is_told = [&settings](std::int64_t period) {
        return (!settings.since || period >= period_of(*settings.since, settings.every)) &&
               (!settings.until ||
                period <= period_of(*settings.until - milliseconds(1), settings.every));
    };
    for (std::size_t group = 0; group < growth.of_group.size(); ++group) {
        const std::map<std::int64_t, Counts>& periods = growth.of_group[group];
        if (periods.empty()) {
            continue;
        }
        const std::int64_t first = periods.begin()->first;
        Row row{.kind = kind, .group = group};
        for (row.period = first; row.period <= std::max(last, periods.rbegin()->first);
             ++row.period) {
            const auto found = periods.find(row.period);
            row.counts = found == periods.end() ? Counts{} : found->second;
            row.created_total += row.counts.created;
            row.net_total += row.counts.created - row.counts.removed + row.counts.restored;
            if (is_told(row.period)) {
                rows.push_back(row);
            }
        }
    }
}

}  // namespace

void fill_growth(const Findings& findings, core::Table& table, Result& result) {
    std::vector<Row> rows;
    std::int64_t undated = 0;
    std::int64_t in_the_future = 0;
    for (const core::Kind kind : findings.settings.kinds) {
        const Growth growth = count_growth(findings, kind);
        undated += growth.undated;
        in_the_future += growth.in_the_future;
        add_rows(findings, kind, growth, rows);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return std::tuple(a.period, a.kind, a.group) < std::tuple(b.period, b.kind, b.group);
    });
    for (const Row& row : rows) {
        table.add_row({period_name(row.period, findings.settings.every),
                       std::string(core::kind_name(row.kind)), row.counts.created,
                       row.created_total, row.counts.removed, row.net_total, row.counts.floored,
                       core::cell_or_missing(findings.groups_of(row.kind).names[row.group]),
                       row.counts.restored});
    }
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
