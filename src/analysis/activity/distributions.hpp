#pragma once

#include "hubmine/core/table.hpp"

#include "activity/activities.hpp"

#include <span>

/// The tables of RQ1 that look at one activity of one kind at a time.
namespace hubmine::analysis::activity {

[[nodiscard]] core::Table summary_table(const core::Schema& schema,
                                        std::span<const KindActivities> kinds);
/// The summary turned over as the study prints it: a row a statistic, a column an activity.
[[nodiscard]] core::Table seven_numbers_table(const core::Schema& schema,
                                              std::span<const KindActivities> kinds);
[[nodiscard]] core::Table pareto_table(const core::Schema& schema,
                                       std::span<const KindActivities> kinds);
/// The same with a column a level.
[[nodiscard]] core::Table pareto_shares_table(const core::Schema& schema,
                                              std::span<const KindActivities> kinds);
[[nodiscard]] core::Table concentration_table(const core::Schema& schema,
                                              std::span<const KindActivities> kinds);
[[nodiscard]] core::Table distribution_table(const core::Schema& schema,
                                             std::span<const KindActivities> kinds);
[[nodiscard]] core::Table power_law_table(const core::Schema& schema,
                                          std::span<const KindActivities> kinds);
/// The `rows` first of each activity, zeros included.
[[nodiscard]] core::Table top_table(const core::Schema& schema,
                                    std::span<const KindActivities> kinds, std::int64_t rows);

}  // namespace hubmine::analysis::activity
