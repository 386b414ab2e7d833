#include "trends/movers.hpp"

#include "common/owner.hpp"
#include "common/period.hpp"
#include "trends/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

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

}  // namespace

Movers::Movers(const Scope& scope, core::Kind kind)
    : kind_(kind),
      span_(span_of(scope, kind)),
      rankings_(kMetrics.size(), Ranking(top_of(scope.settings))) {}

/// The newest walk, and the one nearest to one period before it (with --since: the first since
/// then). Absent when there are not two.
std::optional<Movers::Span> Movers::span_of(const Scope& scope, core::Kind kind) {
    const std::vector<Moment> walks = walks_in_range(scope, kind);
    if (walks.size() < 2) {
        return std::nullopt;
    }
    const Moment& to = walks.back();
    if (scope.settings.since) {
        return Span{.from = walks.front(), .to = to};
    }
    const core::Timestamp wanted = to.at - period_length(scope.settings.every);
    const auto distance = [wanted](const Moment& moment) {
        return std::chrono::abs(moment.at - wanted);
    };
    const auto nearest = std::min_element(
        walks.begin(), walks.end() - 1,
        [&](const Moment& a, const Moment& b) { return distance(a) < distance(b); });
    return Span{.from = *nearest, .to = to};
}

void Movers::see(const store::RepoHistory& repo) {
    if (!span_) {
        return;
    }
    const store::MetricRow* last = row_at(repo.metrics, span_->to.snapshot_id);
    const store::MetricRow* first = row_at(repo.metrics, span_->from.snapshot_id);
    if (last == nullptr || last == first || !repo.is_present(span_->to.snapshot_id)) {
        return;
    }
    for (std::size_t i = 0; i < kMetrics.size(); ++i) {
        const auto value = kMetrics.at(i).value;
        if (!(last->*value)) {
            continue;
        }
        // A repository that came later starts from the first number seen.
        const store::MetricRow* end = repo.metrics.data() + repo.metrics.size();
        const store::MetricRow* start =
            std::find_if(first == nullptr ? repo.metrics.data() : first, end,
                         [value](const store::MetricRow& row) { return row.*value; });
        if (start == end) {
            continue;
        }
        const Move<std::string_view> move{
            .id = repo.id,
            .repo_id = repo.repo_id,
            .from = *(start->*value),
            .to = *(last->*value),
            .from_at = start == first ? span_->from.at : start->observed_at};
        if (move.change() != 0 && rankings_[i].takes(move)) {
            rankings_[i].add({.id = std::string(move.id),
                              .repo_id = move.repo_id,
                              .from = move.from,
                              .to = move.to,
                              .from_at = move.from_at});
        }
    }
}

void Movers::fill(core::Table& table) const {
    for (std::size_t i = 0; span_ && i < kMetrics.size(); ++i) {
        std::int64_t rank = 0;
        for (const Move<std::string>* move : rankings_[i].in_order()) {
            core::Cell relative;
            if (move->from != 0) {
                relative = static_cast<double>(move->change()) / static_cast<double>(move->from);
            }
            table.add_row({std::string(core::kind_name(kind_)), ++rank, move->id,
                           owner_cell(move->id), std::string(kMetrics.at(i).name), move->from,
                           move->to, core::cell_or_missing(stats::narrow(move->change())), relative,
                           date_text(move->from_at), date_text(span_->to.at)});
        }
    }
}

void fill_movers(const Findings& findings, core::Table& table, Result& result) {
    for (const core::Kind kind : findings.scope.settings.kinds) {
        const Movers& movers = findings.movers.at(static_cast<std::size_t>(kind));
        movers.fill(table);
        if (!movers.have_a_span() && walks_of(findings.scope, kind).size() == 1) {
            result.warnings.push_back(fmt::format("one snapshot of {}: nothing can have moved yet",
                                                  core::kind_plural(kind)));
        }
    }
}

}  // namespace hubmine::analysis::trends
