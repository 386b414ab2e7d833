#include "trends/sanity.hpp"

#include "hubmine/core/text.hpp"

#include "common/period.hpp"
#include "trends/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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

/// The largest falls first; --top of them stay, the number of all goes into the manifest.
void add_falls(const Findings& findings, Result& result, std::vector<Suspicion>& suspicions) {
    for (const Sanity::Falls& falls : findings.sanity->falls()) {
        result.notes.push_back({.key = std::string(falls.check), .value = falls.count});
        for (const Sanity::Fall<std::string>* fall : falls.deepest.in_order()) {
            suspicions.push_back({.check = falls.check,
                                  .kind = fall->kind,
                                  .id = fall->id,
                                  .from_at = fall->from_at,
                                  .to_at = fall->to_at,
                                  .from = fall->from,
                                  .to = fall->to,
                                  .repositories = 1,
                                  .note = {}});
        }
    }
}

/// A snapshot in which every repository of a kind has 0 downloads, after one in which some had.
void check_zeroed_months(const Findings& findings, std::vector<Suspicion>& suspicions) {
    for (const core::Kind kind : findings.scope.settings.kinds) {
        const std::vector<Sanity::Total>& totals = findings.sanity->totals_of(kind);
        for (std::size_t i = 1; i < totals.size(); ++i) {
            const Sanity::Total& before = totals[i - 1];
            const Sanity::Total& after = totals[i];
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
    const Every every = findings.scope.settings.every;
    for (const core::Kind kind : findings.scope.settings.kinds) {
        const std::vector<Moment> walks = walks_of(findings.scope, kind);
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

void check_recount(const Findings& findings, Result& result, std::vector<Suspicion>& suspicions) {
    const Sanity::Recount& recount = findings.sanity->recount();
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

Sanity::Sanity(const Scope& scope) {
    const std::size_t top = top_of(scope.settings);
    falls_.push_back(
        {.check = "all_time_fell",
         .value = &store::MetricRow::downloads_all_time,
         .is_wrong = [](std::int64_t before, std::int64_t after) { return after < before; },
         .deepest = Falls::Deepest(top)});
    falls_.push_back(
        {.check = "downloads_zeroed",
         .value = &store::MetricRow::downloads,
         .is_wrong = [](std::int64_t before,
                        std::int64_t after) { return before >= kManyDownloads && after == 0; },
         .deepest = Falls::Deepest(top)});
    for (const core::Kind kind : core::kAllKinds) {
        const std::vector<Moment> walks = walks_of(scope, kind);
        Downloads& downloads = downloads_.emplace_back(Downloads{.timeline = Timeline(walks)});
        for (const Moment& walk : walks) {
            downloads.totals.push_back({.at = walk.at});
        }
    }
}

void Sanity::see(const store::RepoHistory& repo) {
    for (Falls& falls : falls_) {
        falls.see(repo);
    }
    Downloads& downloads = downloads_.at(static_cast<std::size_t>(repo.kind));
    downloads.timeline.visit(repo, [&downloads](std::size_t i, const store::MetricRow& row) {
        if (row.downloads) {
            ++downloads.totals[i].repositories;
            downloads.totals[i].downloads += *row.downloads;
        }
    });
    if (repo.kind == core::Kind::kDataset) {
        recount_.see(repo.metrics);
        recount_.see(repo.foreign);
    }
}

void Sanity::Falls::see(const store::RepoHistory& repo) {
    const store::MetricRow* before = nullptr;
    for (const store::MetricRow& row : repo.metrics) {
        if (!(row.*value)) {
            continue;
        }
        if (before != nullptr && is_wrong(*(before->*value), *(row.*value))) {
            add(repo, *before, row);
        }
        before = &row;
    }
}

void Sanity::Falls::add(const store::RepoHistory& repo, const store::MetricRow& before,
                        const store::MetricRow& after) {
    ++count;
    const Fall<std::string_view> fall{.kind = repo.kind,
                                      .id = repo.id,
                                      .repo_id = repo.repo_id,
                                      .from_at = before.observed_at,
                                      .to_at = after.observed_at,
                                      .from = *(before.*value),
                                      .to = *(after.*value)};
    if (deepest.takes(fall)) {
        deepest.add({.kind = fall.kind,
                     .id = std::string(fall.id),
                     .repo_id = fall.repo_id,
                     .from_at = fall.from_at,
                     .to_at = fall.to_at,
                     .from = fall.from,
                     .to = fall.to});
    }
}

void Sanity::Recount::see(std::span<const store::MetricRow> rows) {
    for (const store::MetricRow& row : rows) {
        const core::Timestamp at = row.observed_at;
        if (!row.downloads && !row.downloads_all_time) {
            continue;
        }
        if (at < kDatasetsRecounted) {
            before = std::max(before.value_or(at), at);
        } else {
            after = std::min(after.value_or(at), at);
        }
    }
}

void fill_sanity(const Findings& findings, core::Table& table, Result& result) {
    std::vector<Suspicion> suspicions;
    check_recount(findings, result, suspicions);
    check_gaps(findings, suspicions);
    check_zeroed_months(findings, suspicions);
    add_falls(findings, result, suspicions);
    for (const Suspicion& row : suspicions) {
        table.add_row({std::string(row.check), std::string(core::kind_name(row.kind)),
                       core::cell_or_missing(row.id), date_text(row.from_at), date_text(row.to_at),
                       core::cell_or_missing(row.from), core::cell_or_missing(row.to),
                       core::cell_or_missing(row.repositories),
                       row.note.empty() ? core::Cell() : core::Cell(row.note)});
    }
}

}  // namespace hubmine::analysis::trends
