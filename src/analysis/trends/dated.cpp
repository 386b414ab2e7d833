#include "trends/dated.hpp"

#include "common/period.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace hubmine::analysis::trends {

std::string_view basis_name(store::Event event) {
    switch (event) {
        case store::Event::kLike:
            return "likes";
        case store::Event::kCommit:
            return "commits";
        case store::Event::kDiscussion:
            return "discussions";
    }
    return "";
}

DatedEvents::DatedEvents(const Scope& scope)
    : history_(scope.history),
      every_(scope.settings.every),
      last_period_(period_of(scope.at, scope.settings.every)) {}

void DatedEvents::add(std::int64_t repo_id, const std::vector<DatedLine*>& lines) {
    for (const store::Event event : store::kAllEvents) {
        const DatedPeriods periods = periods_of(repo_id, event);
        for (DatedLine* const line : lines) {
            DatedPeriods& sums = line->at(static_cast<std::size_t>(event));
            for (const auto& [period, count] : periods) {
                DatedCount& sum = sums[period];
                sum.last = sum.events == 0 ? count.last : std::max(sum.last, count.last);
                sum.events += count.events;
                sum.repositories += count.repositories;
            }
        }
    }
}

/// Of one repository, which counts in the first of them.
DatedPeriods DatedEvents::periods_of(std::int64_t repo_id, store::Event event) {
    const std::optional<store::EventDates> dates = history_.dates_of(repo_id, event);
    if (!dates) {
        return {};
    }
    undated_ += dates->undated;
    DatedPeriods periods;
    for (const core::Timestamp at : dates->at) {
        const std::int64_t period = period_of(at, every_);
        if (period > last_period_) {
            ++in_the_future_;
            continue;
        }
        DatedCount& count = periods[period];
        count.last = count.events++ == 0 ? at : std::max(count.last, at);
    }
    if (!periods.empty()) {
        periods.begin()->second.repositories = 1;
    }
    return periods;
}

}  // namespace hubmine::analysis::trends
