#include "hubmine/stats/int128.hpp"

#include "common/owner.hpp"
#include "trends/period.hpp"
#include "trends/tables.hpp"
#include "trends/timeline.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

using Count = std::optional<std::int64_t>;
using Total = std::optional<stats::Int128>;

/// What a group's repositories come to at a moment.
struct Sum {
    std::int64_t repositories = 0;
    Total likes;
    Total downloads;
    Total downloads_all_time;
    void add(const store::MetricRow& row) {
        const auto add_one = [](Total& sum, const Count& value) {
            if (value) {
                sum = sum.value_or(0) + *value;
            }
        };
        ++repositories;
        add_one(likes, row.likes);
        add_one(downloads, row.downloads);
        add_one(downloads_all_time, row.downloads_all_time);
    }
};

/// Walks and imports, the last of each period, in order of time.
std::vector<Moment> told_moments(const Findings& findings, core::Kind kind) {
    std::vector<Moment> moments = walks_in_range(findings, kind);
    const std::vector<Moment> imports = imports_in_range(findings);
    moments.insert(moments.end(), imports.begin(), imports.end());
    std::stable_sort(moments.begin(), moments.end(), [](const Moment& a, const Moment& b) {
        return std::tuple(a.at, a.snapshot_id) < std::tuple(b.at, b.snapshot_id);
    });
    return last_of_each_period(moments, findings.settings.every);
}

/// Empty where nothing is known, or where a cell cannot hold the number.
core::Cell cell_of(const Total& sum) {
    return sum ? core::cell_or_missing(stats::narrow(*sum)) : core::Cell();
}

/// The rows of one line of the plot: `name` goes into the cells that say what it is.
void add_rows(core::Table& table, core::Kind kind, const std::vector<Moment>& moments,
              const std::vector<Sum>& sums, const std::vector<core::Cell>& name) {
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const Sum& sum = sums[i];
        if (sum.repositories == 0) {
            continue;
        }
        table.add_row({name[0], name[1], date_text(moments[i].at), cell_of(sum.likes),
                       cell_of(sum.downloads), std::string(core::kind_name(kind)), name[2],
                       sum.repositories, cell_of(sum.downloads_all_time), moments[i].snapshot_id,
                       core::cell_or_missing(moments[i].source)});
    }
}

std::vector<std::size_t> named_repositories(const store::RepoHistories& repos,
                                            const std::set<std::string, std::less<>>& names) {
    std::vector<std::size_t> chosen;
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        if (names.contains(repos.id[repo])) {
            chosen.push_back(repo);
        }
    }
    return chosen;
}

std::vector<std::size_t> most_liked(const Findings& findings, const store::RepoHistories& repos) {
    std::vector<std::size_t> order(repos.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<std::pair<Count, Count>> keys;
    keys.reserve(repos.size());
    for (const std::size_t repo : order) {
        const store::MetricRow* row = row_at(repos.metrics[repo], findings.snapshot_id);
        keys.push_back(row == nullptr ? std::pair<Count, Count>()
                                      : std::pair(row->likes, row->downloads));
    }
    const std::size_t top = std::min(top_of(findings.settings), order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(top), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          return std::tuple(keys[b], repos.id[a], repos.repo_id[a]) <
                                 std::tuple(keys[a], repos.id[b], repos.repo_id[b]);
                      });
    order.resize(top);
    return order;
}

void add_repositories(const Findings& findings, core::Kind kind, const std::vector<Moment>& moments,
                      const std::set<std::string, std::less<>>& names, core::Table& table) {
    const store::RepoHistories& repos = findings.history.of(kind);
    std::vector<std::size_t> chosen =
        names.empty() ? most_liked(findings, repos) : named_repositories(repos, names);
    std::sort(chosen.begin(), chosen.end(), [&repos](std::size_t a, std::size_t b) {
        return std::tuple(repos.id[a], repos.repo_id[a]) <
               std::tuple(repos.id[b], repos.repo_id[b]);
    });
    const Timeline timeline(moments);
    for (const std::size_t repo : chosen) {
        std::vector<Sum> sums(moments.size());
        timeline.visit(repos, repo,
                       [&sums](std::size_t i, const store::MetricRow& row) { sums[i].add(row); });
        add_rows(table, kind, moments, sums,
                 {std::string(repos.id[repo]), owner_cell(repos.id[repo]), core::Cell()});
    }
}

void add_groups(const Findings& findings, core::Kind kind, const std::vector<Moment>& moments,
                core::Table& table) {
    const store::RepoHistories& repos = findings.history.of(kind);
    const Groups& groups = findings.groups_of(kind);
    std::vector<std::vector<Sum>> sums(groups.names.size(), std::vector<Sum>(moments.size()));
    const Timeline timeline(moments);
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        const std::span<const std::uint32_t> mine = groups.of_repo[repo];
        if (mine.empty()) {
            continue;
        }
        timeline.visit(repos, repo, [&](std::size_t i, const store::MetricRow& row) {
            for (const std::uint32_t group : mine) {
                sums[group][i].add(row);
            }
        });
    }
    for (std::size_t group = 0; group < sums.size(); ++group) {
        const core::Cell name = core::cell_or_missing(groups.names[group]);
        add_rows(
            table, kind, moments, sums[group],
            {core::Cell(), findings.settings.by == GroupBy::kOwner ? name : core::Cell(), name});
    }
}

}  // namespace

void fill_series(const Findings& findings, core::Table& table) {
    const std::set<std::string, std::less<>> names(findings.settings.repositories.begin(),
                                                   findings.settings.repositories.end());
    for (const core::Kind kind : findings.settings.kinds) {
        const std::vector<Moment> moments = told_moments(findings, kind);
        if (findings.settings.by != GroupBy::kNothing && names.empty()) {
            add_groups(findings, kind, moments, table);
        } else {
            add_repositories(findings, kind, moments, names, table);
        }
    }
}

}  // namespace hubmine::analysis::trends
