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
        const std::optional<store::EventDates> dates = history_.dates_of(repo_id, event);
        if (!dates) {
            continue;
        }
        undated_ += dates->undated;
        std::map<std::int64_t, DatedCount> periods;
        for (const core::Timestamp at : dates->at) {
            const std::int64_t period = period_of(at, every_);
            if (period > last_period_) {
                ++in_the_future_;
                continue;
            }
            DatedCount& count = periods[period];
            count.last = count.events++ == 0 ? at : std::max(count.last, at);
        }
        if (periods.empty()) {
            continue;
        }
        periods.begin()->second.repositories = 1;
        for (DatedLine* const line : lines) {
            for (const auto& [period, count] : periods) {
                DatedCount& sum = line->at(static_cast<std::size_t>(event))[period];
                sum.last = sum.events == 0 ? count.last : std::max(sum.last, count.last);
                sum.events += count.events;
                sum.repositories += count.repositories;
            }
        }
    }
}

}  // namespace hubmine::analysis::trends
