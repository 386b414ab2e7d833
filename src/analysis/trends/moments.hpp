#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/history.hpp"

#include "trends/settings.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hubmine::analysis::trends {

/// What is known before any repository goes by: the question, and the points of the time axis.
struct Scope {
    const store::History& history;
    const Settings& settings;
    std::int64_t snapshot_id = 0;  ///< the newest one that counts
    core::Timestamp at;            ///< its start
};

/// A point at which numbers of a kind are known.
struct Moment {
    std::int64_t snapshot_id = 0;
    core::Timestamp at;
    std::optional<std::string> source;  ///< set: brought in from elsewhere
};

/// The walks that listed the kind to its end (and the analysed one), oldest first.
[[nodiscard]] std::vector<Moment> walks_of(const Scope& scope, core::Kind kind);
/// Those of them between --since and --until.
[[nodiscard]] std::vector<Moment> walks_in_range(const Scope& scope, core::Kind kind);
/// The imports between --since and --until, oldest first.
[[nodiscard]] std::vector<Moment> imports_in_range(const Scope& scope);
/// Whether any of a period lies between --since and --until.
[[nodiscard]] bool is_told(std::int64_t period, const Settings& settings);
/// The last one of each period, and of each source in it; order kept.
[[nodiscard]] std::vector<Moment> last_of_each_period(const std::vector<Moment>& moments,
                                                      Every every);

/// The row that holds at a walk: the newest at or before it; null when there is none.
[[nodiscard]] const store::MetricRow* row_at(std::span<const store::MetricRow> rows,
                                             std::int64_t snapshot_id);

}  // namespace hubmine::analysis::trends
