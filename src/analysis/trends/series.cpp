#include "trends/series.hpp"

#include "common/owner.hpp"
#include "common/period.hpp"
#include "trends/tables.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

/// Walks and imports, the last of each period, in order of time.
std::vector<Moment> told_moments(const Scope& scope, core::Kind kind) {
    std::vector<Moment> moments = walks_in_range(scope, kind);
    const std::vector<Moment> imports = imports_in_range(scope);
    moments.insert(moments.end(), imports.begin(), imports.end());
    std::stable_sort(moments.begin(), moments.end(), [](const Moment& a, const Moment& b) {
        return std::tuple(a.at, a.snapshot_id) < std::tuple(b.at, b.snapshot_id);
    });
    return last_of_each_period(moments, scope.settings.every);
}

/// Empty where nothing is known, or where a cell cannot hold the number.
core::Cell cell_of(const std::optional<stats::Int128>& sum) {
    return sum ? core::cell_or_missing(stats::narrow(*sum)) : core::Cell();
}

}  // namespace

void Series::Sum::add(const store::MetricRow& row) {
    const auto add_one = [](std::optional<stats::Int128>& sum,
                            const std::optional<std::int64_t>& value) {
        if (value) {
            sum = sum.value_or(0) + *value;
        }
    };
    ++repositories;
    add_one(likes, row.likes);
    add_one(downloads, row.downloads);
    add_one(downloads_all_time, row.downloads_all_time);
}

Series::Series(const Scope& scope, core::Kind kind, const Groups& groups)
    : scope_(scope),
      kind_(kind),
      moments_(told_moments(scope, kind)),
      timeline_(moments_),
      names_(scope.settings.repositories.begin(), scope.settings.repositories.end()),
      told_(names_.empty() ? top_of(scope.settings) : std::numeric_limits<std::size_t>::max()),
      events_(scope) {
    if (is_of_groups()) {
        lines_.assign(groups.names.size(), Line(moments_.size()));
        dated_.resize(groups.names.size());
    }
    if (const std::vector<Moment> walks = walks_of(scope, kind); !walks.empty()) {
        first_walk_ = period_of(walks.front().at, scope.settings.every);
    }
}

bool Series::is_of_groups() const {
    return scope_.settings.by != GroupBy::kNothing && names_.empty();
}

void Series::see(const store::RepoHistory& repo, std::span<const std::uint32_t> groups) {
    if (!is_of_groups()) {
        see_repository(repo);
    } else if (!groups.empty()) {
        timeline_.visit(repo, [&](std::size_t i, const store::MetricRow& row) {
            for (const std::uint32_t group : groups) {
                lines_[group][i].add(row);
            }
        });
        std::vector<DatedLine*> dated;
        for (const std::uint32_t group : groups) {
            dated.push_back(&dated_[group]);
        }
        events_.add(repo.repo_id, dated);
    }
}

void Series::end() {
    if (is_of_groups()) {
        return;
    }
    for (const Told* repo : told_by_name()) {
        DatedLine line;
        events_.add(repo->repo_id, {&line});
        dated_.push_back(std::move(line));
    }
}

std::optional<std::int64_t> Series::first_dated_period() const {
    std::optional<std::int64_t> first;
    for (const DatedLine& line : dated_) {
        for (const auto& periods : line) {
            if (!periods.empty()) {
                first = std::min(first.value_or(periods.begin()->first), periods.begin()->first);
            }
        }
    }
    return first;
}

void Series::see_repository(const store::RepoHistory& repo) {
    if (!names_.empty() && !names_.contains(repo.id)) {
        return;
    }
    Liking liking{.id = repo.id, .repo_id = repo.repo_id};
    if (const store::MetricRow* row = row_at(repo.metrics, scope_.snapshot_id)) {
        liking.likes = row->likes;
        liking.downloads = row->downloads;
    }
    if (told_.takes(liking)) {
        told_.add({.id = std::string(repo.id),
                   .repo_id = repo.repo_id,
                   .likes = liking.likes,
                   .downloads = liking.downloads,
                   .first_snapshot = repo.first_snapshot,
                   .metrics = {repo.metrics.begin(), repo.metrics.end()},
                   .foreign = {repo.foreign.begin(), repo.foreign.end()},
                   .absences = {repo.absences.begin(), repo.absences.end()}});
    }
}

/// `name` goes into the cells that say what it is.
void Series::add_rows(const Line& line, const std::vector<core::Cell>& name,
                      core::Table& table) const {
    for (std::size_t i = 0; i < moments_.size(); ++i) {
        const Sum& sum = line[i];
        if (sum.repositories == 0) {
            continue;
        }
        table.add_row({name[0], name[1], date_text(moments_[i].at), cell_of(sum.likes),
                       cell_of(sum.downloads), std::string(core::kind_name(kind_)), name[2],
                       sum.repositories, cell_of(sum.downloads_all_time), moments_[i].snapshot_id,
                       core::cell_or_missing(moments_[i].source),
                       std::string(moments_[i].source ? "imports" : "snapshots"), core::Cell(),
                       core::Cell()});
    }
}

/// What has happened by the end of each period. Likes so told stand in the column of likes until
/// walks tell them: the one counts those that still stand, the other saw what stood.
void Series::add_dated_rows(const DatedLine& line, const std::vector<core::Cell>& name,
                            core::Table& table) const {
    for (const store::Event event : store::kAllEvents) {
        std::int64_t total = 0;
        std::int64_t repositories = 0;
        for (const auto& [period, count] : line.at(static_cast<std::size_t>(event))) {
            total += count.events;
            repositories += count.repositories;
            if (!is_told(period, scope_.settings)) {
                continue;
            }
            const bool fills_likes =
                event == store::Event::kLike && (!first_walk_ || period < *first_walk_);
            table.add_row({name[0], name[1], date_text(count.last),
                           fills_likes ? core::Cell(total) : core::Cell(), core::Cell(),
                           std::string(core::kind_name(kind_)), name[2], repositories, core::Cell(),
                           core::Cell(), core::Cell(), std::string(basis_name(event)), count.events,
                           total});
        }
    }
}

std::vector<const Series::Told*> Series::told_by_name() const {
    std::vector<const Told*> told = told_.in_order();
    std::sort(told.begin(), told.end(), [](const Told* a, const Told* b) {
        return std::tie(a->id, a->repo_id) < std::tie(b->id, b->repo_id);
    });
    return told;
}

void Series::add_repositories(core::Table& table) const {
    std::size_t place = 0;
    for (const Told* repo : told_by_name()) {
        Line line(moments_.size());
        timeline_.visit({.first_snapshot = repo->first_snapshot,
                         .metrics = repo->metrics,
                         .foreign = repo->foreign,
                         .absences = repo->absences},
                        [&line](std::size_t i, const store::MetricRow& row) { line[i].add(row); });
        const std::vector<core::Cell> name{repo->id, owner_cell(repo->id), core::Cell()};
        add_rows(line, name, table);
        add_dated_rows(dated_.at(place++), name, table);
    }
}

void Series::fill(const Groups& groups, core::Table& table) const {
    if (!is_of_groups()) {
        add_repositories(table);
        return;
    }
    for (std::size_t group = 0; group < lines_.size(); ++group) {
        const core::Cell name = core::cell_or_missing(groups.names[group]);
        const core::Cell owner = scope_.settings.by == GroupBy::kOwner ? name : core::Cell();
        add_rows(lines_[group], {core::Cell(), owner, name}, table);
        add_dated_rows(dated_[group], {core::Cell(), owner, name}, table);
    }
}

void fill_series(const Findings& findings, core::Table& table, Result& result) {
    std::int64_t undated = 0;
    std::int64_t in_the_future = 0;
    for (const core::Kind kind : findings.scope.settings.kinds) {
        const Series& series = findings.series.at(static_cast<std::size_t>(kind));
        series.fill(findings.grouping.of(kind), table);
        undated += series.dated_events().undated();
        in_the_future += series.dated_events().in_the_future();
    }
    result.notes.push_back({.key = "events_undated", .value = undated});
    result.notes.push_back({.key = "events_in_the_future", .value = in_the_future});
}

}  // namespace hubmine::analysis::trends
