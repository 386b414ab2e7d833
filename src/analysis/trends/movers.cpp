#include "hubmine/stats/int128.hpp"

#include "common/owner.hpp"
#include "trends/period.hpp"
#include "trends/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace hubmine::analysis::trends {

namespace {

struct Metric {
    std::string_view name;
    std::optional<std::int64_t> store::MetricRow::*value;
};

constexpr std::array<Metric, 3> kMetrics{
    {{"likes", &store::MetricRow::likes},
     {"downloads", &store::MetricRow::downloads},
     {"downloads_all_time", &store::MetricRow::downloads_all_time}}};

/// The two walks that movers are measured between.
struct Span {
    Moment from;
    Moment to;
};

/// The newest walk, and the one nearest to one period before it (with --since: the first since
/// then). Absent when there are not two.
std::optional<Span> span_of(const Findings& findings, core::Kind kind) {
    const std::vector<Moment> walks = walks_in_range(findings, kind);
    if (walks.size() < 2) {
        return std::nullopt;
    }
    const Moment& to = walks.back();
    if (findings.settings.since) {
        return Span{.from = walks.front(), .to = to};
    }
    const core::Timestamp wanted = to.at - period_length(findings.settings.every);
    const auto distance = [wanted](const Moment& moment) {
        return std::chrono::abs(moment.at - wanted);
    };
    const auto nearest = std::min_element(
        walks.begin(), walks.end() - 1,
        [&](const Moment& a, const Moment& b) { return distance(a) < distance(b); });
    return Span{.from = *nearest, .to = to};
}

struct Mover {
    std::size_t repo = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
    core::Timestamp from_at;
    [[nodiscard]] stats::Int128 change() const { return static_cast<stats::Int128>(to) - from; }
    [[nodiscard]] stats::Int128 size() const { return change() < 0 ? -change() : change(); }
};

/// How one number moved; absent when it did not, or is not known at both ends. A repository that
/// came later starts from the first number seen.
std::optional<Mover> mover(const store::RepoHistories& repos, std::size_t repo,
                           const Metric& metric, const Span& span) {
    const std::span<const store::MetricRow> rows = repos.metrics[repo];
    const store::MetricRow* last = row_at(rows, span.to.snapshot_id);
    if (last == nullptr || !(last->*metric.value) || !repos.is_present(repo, span.to.snapshot_id)) {
        return std::nullopt;
    }
    const store::MetricRow* first = row_at(rows, span.from.snapshot_id);
    core::Timestamp from_at = span.from.at;
    if (first == nullptr || !(first->*metric.value)) {
        first = first == nullptr ? rows.data() : first;
        while (!(first->*metric.value)) {
            ++first;
        }
        from_at = first->observed_at;
    }
    const Mover found{.repo = repo,
                      .from = *(first->*metric.value),
                      .to = *(last->*metric.value),
                      .from_at = from_at};
    return found.change() == 0 ? std::nullopt : std::optional(found);
}

std::vector<Mover> ranked_movers(const store::RepoHistories& repos, const Metric& metric,
                                 const Span& span, std::size_t top) {
    std::vector<Mover> movers;
    for (std::size_t repo = 0; repo < repos.size(); ++repo) {
        if (const std::optional<Mover> found = mover(repos, repo, metric, span)) {
            movers.push_back(*found);
        }
    }
    std::sort(movers.begin(), movers.end(), [&repos](const Mover& a, const Mover& b) {
        const auto key = [&repos](const Mover& mover) {
            return std::tuple(-mover.size(), repos.id[mover.repo], repos.repo_id[mover.repo]);
        };
        return key(a) < key(b);
    });
    movers.resize(std::min(movers.size(), top));
    return movers;
}

}  // namespace

void fill_movers(const Findings& findings, core::Table& table, Result& result) {
    for (const core::Kind kind : findings.settings.kinds) {
        const std::optional<Span> span = span_of(findings, kind);
        if (!span) {
            if (walks_of(findings, kind).size() == 1) {
                result.warnings.push_back(fmt::format(
                    "one snapshot of {}: nothing can have moved yet", core::kind_plural(kind)));
            }
            continue;
        }
        const store::RepoHistories& repos = findings.history.of(kind);
        for (const Metric& metric : kMetrics) {
            std::int64_t rank = 0;
            for (const Mover& row :
                 ranked_movers(repos, metric, *span, top_of(findings.settings))) {
                const std::string id(repos.id[row.repo]);
                core::Cell relative;
                if (row.from != 0) {
                    relative = static_cast<double>(row.change()) / static_cast<double>(row.from);
                }
                table.add_row({std::string(core::kind_name(kind)), ++rank, id, owner_cell(id),
                               std::string(metric.name), row.from, row.to,
                               core::cell_or_missing(stats::narrow(row.change())), relative,
                               date_text(row.from_at), date_text(span->to.at)});
            }
        }
    }
}

}  // namespace hubmine::analysis::trends
