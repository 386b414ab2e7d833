#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/store/snapshots.hpp"

/// How old repositories are. Differences of times are real days, to the millisecond.
namespace hubmine::analysis {

inline constexpr double kDaysOfYear = 365.25;

/// The moment that ages are told for: the end of the snapshot, its start while it has none.
[[nodiscard]] core::Timestamp moment_of(const store::Snapshot& snapshot);

/// Negative when `to` is before `from`.
[[nodiscard]] double days_between(core::Timestamp from, core::Timestamp to);

/// Whether the Hub dates it to its first day: it gives every repository that is older than
/// 2022-03-02 23:29:04 UTC that moment as creation time, or one within two seconds after it. The
/// age of such a one is a lower bound.
[[nodiscard]] bool is_floored(core::Timestamp created_at);

}  // namespace hubmine::analysis
