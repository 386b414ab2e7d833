#include "activity/distributions.hpp"

#include "hubmine/stats/concentration.hpp"
#include "hubmine/stats/description.hpp"
#include "hubmine/stats/distribution.hpp"
#include "hubmine/stats/power_law.hpp"

#include "common/owner.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace hubmine::analysis::activity {

namespace {

using Cells = std::vector<core::Cell>;

// In the order of the columns of the table `activity`.
constexpr std::array<std::string_view, 8> kActivities{
    "n_likes",       "n_downloads",     "n_commits",   "n_committers",
    "n_discussions", "n_disc_starters", "n_community", "n_usage_spaces"};

// The rows of a table whose every row begins with kind and activity.
using AddRows =
    std::function<void(core::Table&, const Cells& start, const KindActivities&, const Activity&)>;

void for_each_activity(std::span<const KindActivities> kinds, const AddRows& add_rows,
                       core::Table& table) {
    for (const KindActivities& kind : kinds) {
        for (const Activity& activity : kind.activities) {
            const Cells start{std::string(core::kind_name(kind.kind)), std::string(activity.name)};
            add_rows(table, start, kind, activity);
        }
    }
}

// Adds a row; what `cells` leaves out at the end is missing.
void add_row(core::Table& table, Cells start, Cells cells) {
    std::move(cells.begin(), cells.end(), std::back_inserter(start));
    start.resize(table.columns().size());
    table.add_row(std::move(start));
}

// A sum that no 64-bit integer holds is missing rather than wrong.
core::Cell whole(stats::Int128 value) {
    return core::cell_or_missing(stats::narrow(value));
}

std::vector<std::uint32_t> by_id(const store::Repos& repos) {
    std::vector<std::uint32_t> order(repos.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&repos](std::uint32_t a, std::uint32_t b) {
        return std::pair(repos.id[a], a) < std::pair(repos.id[b], b);
    });
    return order;
}

// Indices of the known repositories with the largest values, ties by id; at most `how_many`.
std::vector<std::size_t> largest(const KindActivities& kind, const Activity& activity,
                                 std::int64_t how_many) {
    // Every repository at or above the value of the last one wanted is a candidate.
    std::int64_t reached = 0;
    std::size_t group = activity.counts.distinct();
    while (group > 0 && reached < how_many) {
        reached += activity.counts.counts[--group];
    }
    std::vector<std::size_t> found;
    if (reached == 0) {
        return found;
    }
    const std::int64_t bound = activity.counts.values[group];
    for (std::size_t i = 0; i < activity.values.size(); ++i) {
        if (activity.values[i] >= bound && activity.values[i] != kMissingActivity) {
            found.push_back(i);
        }
    }
    const auto wanted = std::min(found.size(), static_cast<std::size_t>(how_many));
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted),
                      found.end(), [&](std::size_t a, std::size_t b) {
                          return activity.values[a] != activity.values[b]
                                     ? activity.values[a] > activity.values[b]
                                     : kind.repos->id[a] < kind.repos->id[b];
                      });
    found.resize(wanted);
    return found;
}

void add_summary(core::Table& table, const Cells& start, const KindActivities& kind,
                 const Activity& activity) {
    const auto facts = stats::describe(activity.counts);
    if (!kind.is_listed) {
        add_row(table, start, {});
        return;
    }
    if (!facts) {
        add_row(table, start, {std::int64_t{0}, activity.n_missing});
        return;
    }
    add_row(table, start,
            {facts->n, activity.n_missing, whole(facts->total), facts->mean,
             core::cell_or_missing(facts->std), facts->min, facts->p25, facts->p50, facts->p75,
             facts->max, facts->zero_share});
}

constexpr std::array<int, 5> kParetoPercents{50, 80, 90, 95, 99};

core::Cell head_share(const stats::Counts& counts, std::optional<std::int64_t> head) {
    return head ? core::Cell(static_cast<double>(*head) / static_cast<double>(counts.n))
                : core::Cell();
}

void add_pareto(core::Table& table, const Cells& start, const KindActivities& /*kind*/,
                const Activity& activity) {
    for (const int percent : kParetoPercents) {
        const auto head = stats::smallest_head(activity.counts, percent);
        add_row(table, start,
                {percent / 100.0, core::cell_or_missing(head), head_share(activity.counts, head)});
    }
}

void add_pareto_shares(core::Table& table, const Cells& start, const KindActivities& /*kind*/,
                       const Activity& activity) {
    Cells shares;
    for (const int percent : kParetoPercents) {
        shares.push_back(
            head_share(activity.counts, stats::smallest_head(activity.counts, percent)));
    }
    add_row(table, start, shares);
}

void add_concentration(core::Table& table, const Cells& start, const KindActivities& kind,
                       const Activity& activity) {
    const core::Cell total = activity.counts.empty() ? core::Cell() : whole(activity.counts.total);
    const auto facts = stats::concentration(activity.counts);
    if (!kind.is_listed) {
        add_row(table, start, {});
        return;
    }
    if (!facts) {
        add_row(table, start, {activity.counts.n, total});
        return;
    }
    add_row(table, start,
            {activity.counts.n, total, facts->gini, facts->top_1pct_share, facts->top_10pct_share,
             facts->hhi, std::string(kind.repos->id[largest(kind, activity, 1).front()]),
             facts->largest_share});
}

void add_distribution(core::Table& table, const Cells& start, const KindActivities& /*kind*/,
                      const Activity& activity) {
    const stats::Counts& counts = activity.counts;
    const std::vector<double> ccdf = stats::ccdf(counts);
    for (std::size_t i = 0; i < counts.distinct(); ++i) {
        add_row(table, start, {counts.values[i], counts.counts[i], ccdf[i]});
    }
}

void add_power_law(core::Table& table, const Cells& start, const KindActivities& /*kind*/,
                   const Activity& activity) {
    const auto law = stats::fit_power_law(activity.counts);
    if (!law) {
        add_row(table, start, {});
        return;
    }
    const stats::Vuong vuong = stats::compare_with_lognormal(activity.counts, *law);
    add_row(table, start,
            {law->xmin, law->n_tail, law->alpha, law->sigma, law->ks, vuong.lognormal.mu,
             vuong.lognormal.sigma, vuong.loglik_ratio, vuong.p, std::string(vuong.preferred)});
}

// The statistics of the study's tables, in its order.
constexpr std::array<std::string_view, 7> kSevenNumbers{"mean", "std", "min", "25%",
                                                        "50%",  "75%", "max"};

Cells seven_numbers(const Activity* activity) {
    const auto facts = activity == nullptr ? std::nullopt : stats::describe(activity->counts);
    if (!facts) {
        return Cells(kSevenNumbers.size());
    }
    return {facts->mean,
            core::cell_or_missing(facts->std),
            static_cast<double>(facts->min),
            facts->p25,
            facts->p50,
            facts->p75,
            static_cast<double>(facts->max)};
}

}  // namespace

void fill_summary(std::span<const KindActivities> kinds, core::Table& table) {
    for_each_activity(kinds, add_summary, table);
}

void fill_seven_numbers(std::span<const KindActivities> kinds, core::Table& table) {
    for (const KindActivities& kind : kinds) {
        std::vector<Cells> columns;
        for (std::size_t i = 2; i < table.columns().size(); ++i) {
            columns.push_back(seven_numbers(kind.find(table.columns()[i].name)));
        }
        for (std::size_t i = 0; i < kSevenNumbers.size(); ++i) {
            Cells row{std::string(core::kind_name(kind.kind)), std::string(kSevenNumbers.at(i))};
            for (const Cells& column : columns) {
                row.push_back(column[i]);
            }
            table.add_row(std::move(row));
        }
    }
}

void fill_pareto(std::span<const KindActivities> kinds, core::Table& table) {
    for_each_activity(kinds, add_pareto, table);
}

void fill_pareto_shares(std::span<const KindActivities> kinds, core::Table& table) {
    for_each_activity(kinds, add_pareto_shares, table);
}

void fill_concentration(std::span<const KindActivities> kinds, core::Table& table) {
    for_each_activity(kinds, add_concentration, table);
}

void fill_distribution(std::span<const KindActivities> kinds, core::Table& table) {
    for_each_activity(kinds, add_distribution, table);
}

void fill_power_law(std::span<const KindActivities> kinds, core::Table& table) {
    for_each_activity(kinds, add_power_law, table);
}

void fill_top(std::span<const KindActivities> kinds, std::int64_t most, core::RowSink& rows) {
    for (const KindActivities& kind : kinds) {
        for (const Activity& activity : kind.activities) {
            std::int64_t rank = 0;
            for (const std::size_t repo : largest(kind, activity, most)) {
                rows.add_row({std::string(core::kind_name(kind.kind)), std::string(activity.name),
                              ++rank, std::string(kind.repos->id[repo]), activity.values[repo]});
            }
        }
    }
}

void fill_activity(std::span<const KindActivities> kinds, core::RowSink& rows) {
    for (const KindActivities& kind : kinds) {
        std::array<const Activity*, kActivities.size()> columns{};
        std::transform(kActivities.begin(), kActivities.end(), columns.begin(),
                       [&kind](std::string_view name) { return kind.find(name); });
        for (const std::uint32_t repo : by_id(*kind.repos)) {
            const std::string_view id = kind.repos->id[repo];
            Cells cells{kind.repos->repo_id[repo], std::string(core::kind_name(kind.kind)),
                        std::string(id), owner_cell(id)};
            for (const Activity* activity : columns) {
                const std::int64_t value =
                    activity == nullptr ? kMissingActivity : activity->of(repo);
                cells.push_back(value == kMissingActivity ? core::Cell() : core::Cell(value));
            }
            rows.add_row(std::move(cells));
        }
    }
}

}  // namespace hubmine::analysis::activity
