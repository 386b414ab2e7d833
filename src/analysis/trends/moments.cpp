#include "trends/moments.hpp"

#include "common/period.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

bool is_in_range(core::Timestamp at, const Settings& settings) {
    return (!settings.since || at >= *settings.since) && (!settings.until || at < *settings.until);
}

}  // namespace

std::vector<Moment> walks_of(const Scope& scope, core::Kind kind) {
    std::vector<Moment> moments;
    for (const store::HistorySnapshot& snapshot : scope.history.snapshots) {
        const bool counts = snapshot.complete || snapshot.snapshot_id == scope.snapshot_id;
        if (!snapshot.source && counts && snapshot.kinds.at(static_cast<std::size_t>(kind))) {
            moments.push_back({.snapshot_id = snapshot.snapshot_id, .at = snapshot.at});
        }
    }
    return moments;
}

std::vector<Moment> walks_in_range(const Scope& scope, core::Kind kind) {
    std::vector<Moment> moments = walks_of(scope, kind);
    std::erase_if(moments, [&scope](const Moment& moment) {
        return !is_in_range(moment.at, scope.settings);
    });
    return moments;
}

std::vector<Moment> imports_in_range(const Scope& scope) {
    std::vector<Moment> moments;
    for (const store::HistorySnapshot& snapshot : scope.history.snapshots) {
        if (snapshot.source && is_in_range(snapshot.at, scope.settings)) {
            moments.push_back({.snapshot_id = snapshot.snapshot_id,
                               .at = snapshot.at,
                               .source = snapshot.source});
        }
    }
    return moments;
}

bool is_told(std::int64_t period, const Settings& settings) {
    using std::chrono::milliseconds;
    return (!settings.since || period >= period_of(*settings.since, settings.every)) &&
           (!settings.until ||
            period <= period_of(*settings.until - milliseconds(1), settings.every));
}

std::vector<Moment> last_of_each_period(const std::vector<Moment>& moments, Every every) {
    std::map<std::pair<std::int64_t, std::optional<std::string>>, std::size_t> last;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        last[{period_of(moments[i].at, every), moments[i].source}] = i;
    }
    std::vector<bool> stays(moments.size(), false);
    for (const auto& [period, moment] : last) {
        stays[moment] = true;
    }
    std::vector<Moment> kept;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (stays[i]) {
            kept.push_back(moments[i]);
        }
    }
    return kept;
}

const store::MetricRow* row_at(std::span<const store::MetricRow> rows, std::int64_t snapshot_id) {
    const auto after = std::upper_bound(
        rows.begin(), rows.end(), snapshot_id,
        [](std::int64_t id, const store::MetricRow& row) { return id < row.snapshot_id; });
    return after == rows.begin() ? nullptr : &*std::prev(after);
}

}  // namespace hubmine::analysis::trends
