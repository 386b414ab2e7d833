#include "trends/legacy.hpp"

#include "common/age.hpp"
#include "common/cells.hpp"
#include "common/period.hpp"
#include "trends/tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

using Numbers = core::OptionalColumn<std::int64_t>;

/// The first so many by value, descending, then id, then place; nothing told counts as 0.
std::vector<std::uint32_t> leading(const store::Repos& repos, const Numbers& values,
                                   std::size_t most) {
    std::vector<std::uint32_t> order(repos.size());
    std::iota(order.begin(), order.end(), 0U);
    const std::size_t kept = std::min(most, order.size());
    const auto value = [&values](std::uint32_t repo) { return values[repo].value_or(0); };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                      [&](std::uint32_t a, std::uint32_t b) {
                          if (value(a) != value(b)) {
                              return value(a) > value(b);
                          }
                          return repos.id[a] != repos.id[b] ? repos.id[a] < repos.id[b] : a < b;
                      });
    order.resize(kept);
    return order;
}

/// One of the most downloaded: those rows count it whose age it has.
void count_in(std::span<Legacy> rows, std::int64_t downloads,
              const std::optional<core::Timestamp>& created, core::Timestamp now) {
    for (Legacy& row : rows) {
        row.all_downloads += downloads;
        if (created && days_between(*created, now) >= row.years * kDaysOfYear) {
            ++row.repositories;
            row.downloads += downloads;
            row.oldest = std::min(row.oldest.value_or(*created), *created);
        }
    }
}

void add_legacy(core::Kind kind, const store::Repos& repos, core::Timestamp now,
                std::vector<Legacy>& rows) {
    constexpr std::array<std::size_t, 4> kTops{10, 100, 1000, 0};
    constexpr std::array kYears{1, 2, 3, 5};
    const std::vector<std::uint32_t> leaders = leading(repos, repos.downloads, kTops[2]);
    for (const std::size_t top : kTops) {
        const std::size_t population = top == 0 ? repos.size() : std::min(top, repos.size());
        const std::size_t first = rows.size();
        for (const int years : kYears) {
            rows.push_back({.kind = kind,
                            .top_n = static_cast<std::int64_t>(top),
                            .years = years,
                            .population = static_cast<std::int64_t>(population)});
        }
        for (std::size_t i = 0; i < population; ++i) {
            const std::size_t repo = top == 0 ? i : leaders[i];
            count_in(std::span(rows).subspan(first), repos.downloads[repo].value_or(0),
                     repos.created_at[repo], now);
        }
    }
}

void add_cohorts(core::Kind kind, const store::Repos& repos, std::vector<Cohort>& rows) {
    constexpr std::size_t kTop = 100;
    const bool has_downloads = kind != core::Kind::kSpace;
    std::vector<std::uint8_t> leads(repos.size(), 0);
    for (const std::uint32_t repo :
         leading(repos, has_downloads ? repos.downloads : repos.likes, kTop)) {
        leads[repo] = 1;
    }
    std::map<std::pair<std::int64_t, int>, Cohort> cohorts;
    Cohort all;
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        const std::int64_t downloads = has_downloads ? repos.downloads[repo].value_or(0) : 0;
        const std::int64_t likes = repos.likes[repo].value_or(0);
        all.downloads += downloads;
        all.likes += likes;
        if (const auto& created = repos.created_at[repo]) {
            const bool floored = is_floored(*created);
            Cohort& cohort = cohorts[{period_of(*created, Every::kYear), floored ? 0 : 1}];
            cohort.floored = floored;
            ++cohort.repositories;
            cohort.downloads += downloads;
            cohort.likes += likes;
            cohort.in_top_100 += leads[repo];
        }
    }
    for (auto& [key, cohort] : cohorts) {
        cohort.kind = kind;
        cohort.year = key.first;
        cohort.population = static_cast<std::int64_t>(repos.size());
        cohort.all_downloads = all.downloads;
        cohort.all_likes = all.likes;
        rows.push_back(cohort);
    }
}

}  // namespace

std::vector<Legacy> measure_legacy(const store::Dataset& data,
                                   const std::vector<core::Kind>& kinds) {
    std::vector<Legacy> rows;
    for (const core::Kind kind : kinds) {
        if (kind != core::Kind::kSpace && data.of(kind).size() > 0) {
            add_legacy(kind, data.of(kind), moment_of(data.snapshot), rows);
        }
    }
    return rows;
}

std::vector<Cohort> measure_cohorts(const store::Dataset& data,
                                    const std::vector<core::Kind>& kinds) {
    std::vector<Cohort> rows;
    for (const core::Kind kind : kinds) {
        if (data.of(kind).size() > 0) {
            add_cohorts(kind, data.of(kind), rows);
        }
    }
    return rows;
}

void fill_legacy(const Findings& findings, core::Table& table) {
    for (const Legacy& row : findings.legacy) {
        table.add_row({std::string(core::kind_name(row.kind)), row.top_n,
                       static_cast<std::int64_t>(row.years), row.repositories,
                       ratio_cell(row.repositories, row.population),
                       ratio_cell(row.downloads, row.all_downloads),
                       row.oldest ? core::Cell(core::format_time(*row.oldest)) : core::Cell()});
    }
}

void fill_cohorts(const Findings& findings, core::Table& table) {
    for (const Cohort& row : findings.cohorts) {
        const bool has_downloads = row.kind != core::Kind::kSpace;
        table.add_row({std::string(core::kind_name(row.kind)), row.year,
                       std::int64_t{row.floored ? 1 : 0}, row.repositories,
                       ratio_cell(row.repositories, row.population),
                       has_downloads ? sum_cell(row.downloads) : core::Cell(),
                       has_downloads ? ratio_cell(row.downloads, row.all_downloads) : core::Cell(),
                       sum_cell(row.likes), ratio_cell(row.likes, row.all_likes), row.in_top_100});
    }
}

}  // namespace hubmine::analysis::trends
