#include "hubmine/core/text.hpp"
#include "hubmine/stats/int128.hpp"

#include "trends/period.hpp"
#include "trends/tables.hpp"
#include "trends/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace hubmine::analysis::trends {

namespace {

using std::chrono::September;

// From this month on the Hub counts downloads of datasets by another rule (its documentation of
// dataset download statistics).
constexpr core::Timestamp kDatasetsRecounted =
    std::chrono::sys_days(std::chrono::year(2024) / September / 1);

// So many downloads in 30 days do not vanish from one snapshot to the next by themselves.
constexpr std::int64_t kManyDownloads = 100;

struct Suspicion {
    std::string_view check;
    core::Kind kind = core::Kind::kModel;
    std::optional<std::string> id;
    core::Timestamp from_at;
    core::Timestamp to_at;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<std::int64_t> repositories;
    std::string note;
};

/// Two neighbouring rows of a repository that do not go together.
template <typename IsWrong>
void compare_neighbours(const Findings& findings, core::Kind kind, std::string_view check,
                        std::optional<std::int64_t> store::MetricRow::*value,
                        const IsWrong& is_wrong, std::vector<Suspicion>& suspicions) {
    const store::RepoHistories& repos = findings.history.of(kind);
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        const store::MetricRow* before = nullptr;
        for (const store::MetricRow& row : repos.metrics[repo]) {
            if (!(row.*value)) {
                continue;
            }
            if (before != nullptr && is_wrong(*(before->*value), *(row.*value))) {
                suspicions.push_back({.check = check,
                                      .kind = kind,
                                      .id = std::string(repos.id[repo]),
                                      .from_at = before->observed_at,
                                      .to_at = row.observed_at,
                                      .from = before->*value,
                                      .to = row.*value,
                                      .repositories = 1,
                                      .note = {}});
            }
            before = &row;
        }
    }
}

/// The largest falls first; --top of them stay, the number of all goes into the manifest.
void add_largest(const Findings& findings, std::string_view check, std::vector<Suspicion> found,
                 Result& result, std::vector<Suspicion>& suspicions) {
    std::sort(found.begin(), found.end(), [](const Suspicion& a, const Suspicion& b) {
        const auto change = [](const Suspicion& suspicion) {
            return static_cast<stats::Int128>(*suspicion.to) - *suspicion.from;
        };
        return std::tuple(change(a), a.kind, *a.id, a.to_at) <
               std::tuple(change(b), b.kind, *b.id, b.to_at);
    });
    result.notes.push_back(
        {.key = std::string(check), .value = static_cast<std::int64_t>(found.size())});
    found.resize(std::min(found.size(), top_of(findings.settings)));
    suspicions.insert(suspicions.end(), found.begin(), found.end());
}

void check_repositories(const Findings& findings, Result& result,
                        std::vector<Suspicion>& suspicions) {
    std::vector<Suspicion> fallen;
    std::vector<Suspicion> zeroed;
    for (const core::Kind kind : findings.settings.kinds) {
        compare_neighbours(
            findings, kind, "all_time_fell", &store::MetricRow::downloads_all_time,
            [](std::int64_t before, std::int64_t after) { return after < before; }, fallen);
        compare_neighbours(
            findings, kind, "downloads_zeroed", &store::MetricRow::downloads,
            [](std::int64_t before, std::int64_t after) {
                return before >= kManyDownloads && after == 0;
            },
            zeroed);
    }
    add_largest(findings, "all_time_fell", std::move(fallen), result, suspicions);
    add_largest(findings, "downloads_zeroed", std::move(zeroed), result, suspicions);
}

/// Downloads of a whole kind at one moment.
struct Total {
    core::Timestamp at;
    std::int64_t repositories = 0;
    stats::Int128 downloads = 0;
};

std::vector<Total> totals_of(const Findings& findings, core::Kind kind,
                             const std::vector<Moment>& walks) {
    const store::RepoHistories& repos = findings.history.of(kind);
    std::vector<Total> totals;
    totals.reserve(walks.size());
    for (const Moment& walk : walks) {
        totals.push_back({.at = walk.at});
    }
    const Timeline timeline(walks);
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        timeline.visit(repos, repo, [&totals](std::size_t i, const store::MetricRow& row) {
            if (row.downloads) {
                ++totals[i].repositories;
                totals[i].downloads += *row.downloads;
            }
        });
    }
    return totals;
}

/// A snapshot in which every repository of a kind has 0 downloads, after one in which some had.
void check_zeroed_months(const Findings& findings, std::vector<Suspicion>& suspicions) {
    for (const core::Kind kind : findings.settings.kinds) {
        const std::vector<Total> totals = totals_of(findings, kind, walks_of(findings, kind));
        for (std::size_t i = 1; i < totals.size(); ++i) {
            const Total& before = totals[i - 1];
            const Total& after = totals[i];
            if (before.downloads > 0 && after.downloads == 0 && after.repositories > 0) {
                suspicions.push_back({.check = "zeroed_month",
                                      .kind = kind,
                                      .id = std::nullopt,
                                      .from_at = before.at,
                                      .to_at = after.at,
                                      .from = stats::narrow(before.downloads),
                                      .to = 0,
                                      .repositories = after.repositories,
                                      .note = "the Hub told 0 downloads for every repository"});
            }
        }
    }
}

void check_gaps(const Findings& findings, std::vector<Suspicion>& suspicions) {
    const Every every = findings.settings.every;
    for (const core::Kind kind : findings.settings.kinds) {
        const std::vector<Moment> walks = walks_of(findings, kind);
        for (std::size_t i = 1; i < walks.size(); ++i) {
            const std::int64_t missing =
                period_of(walks[i].at, every) - period_of(walks[i - 1].at, every) - 1;
            if (missing > 0) {
                suspicions.push_back(
                    {.check = "snapshot_gap",
                     .kind = kind,
                     .id = std::nullopt,
                     .from_at = walks[i - 1].at,
                     .to_at = walks[i].at,
                     .note = fmt::format("no snapshot in {}",
                                         core::counted(missing, period_word(every)))});
            }
        }
    }
}

/// The last number of a dataset from before the month in which the Hub began to count anew, and the
/// first one from then on.
struct Recount {
    std::optional<core::Timestamp> before;
    std::optional<core::Timestamp> after;
    void see(const store::MetricRow& row) {
        const core::Timestamp at = row.observed_at;
        if (!row.downloads && !row.downloads_all_time) {
            return;
        }
        if (at < kDatasetsRecounted) {
            before = std::max(before.value_or(at), at);
        } else {
            after = std::min(after.value_or(at), at);
        }
    }
};

void check_recount(const Findings& findings, Result& result, std::vector<Suspicion>& suspicions) {
    const std::vector<core::Kind>& kinds = findings.settings.kinds;
    if (std::find(kinds.begin(), kinds.end(), core::Kind::kDataset) == kinds.end()) {
        return;
    }
    const store::RepoHistories& datasets = findings.history.of(core::Kind::kDataset);
    Recount recount;
    for (const auto* rows : {&datasets.metrics.rows, &datasets.foreign.rows}) {
        for (const store::MetricRow& row : *rows) {
            recount.see(row);
        }
    }
    if (!recount.before || !recount.after) {
        return;
    }
    suspicions.push_back({.check = "dataset_downloads_redefined",
                          .kind = core::Kind::kDataset,
                          .id = std::nullopt,
                          .from_at = *recount.before,
                          .to_at = *recount.after,
                          .note =
                              "the Hub counts dataset downloads by another rule since September "
                              "2024: do not compare across it"});
    result.warnings.emplace_back(
        "dataset downloads of before and after September 2024 follow different rules of the Hub");
}

}  // namespace

void fill_sanity(const Findings& findings, core::Table& table, Result& result) {
    std::vector<Suspicion> suspicions;
    check_recount(findings, result, suspicions);
    check_gaps(findings, suspicions);
    check_zeroed_months(findings, suspicions);
    check_repositories(findings, result, suspicions);
    for (const Suspicion& row : suspicions) {
        table.add_row({std::string(row.check), std::string(core::kind_name(row.kind)),
                       core::cell_or_missing(row.id), date_text(row.from_at), date_text(row.to_at),
                       core::cell_or_missing(row.from), core::cell_or_missing(row.to),
                       core::cell_or_missing(row.repositories),
                       row.note.empty() ? core::Cell() : core::Cell(row.note)});
    }
}

}  // namespace hubmine::analysis::trends
