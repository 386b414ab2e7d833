#pragma once

#include "hubmine/core/table_stream.hpp"

#include "common/activities.hpp"

#include <span>

/// The tables of RQ1 that look at one activity of one kind at a time.
namespace hubmine::analysis::activity {

void fill_summary(std::span<const KindActivities> kinds, core::Table& table);
/// The summary turned over as the study prints it: a row a statistic, a column an activity.
void fill_seven_numbers(std::span<const KindActivities> kinds, core::Table& table);
void fill_pareto(std::span<const KindActivities> kinds, core::Table& table);
/// The same with a column a level.
void fill_pareto_shares(std::span<const KindActivities> kinds, core::Table& table);
void fill_concentration(std::span<const KindActivities> kinds, core::Table& table);
void fill_distribution(std::span<const KindActivities> kinds, core::Table& table);
void fill_power_law(std::span<const KindActivities> kinds, core::Table& table);
/// The `most` first of each activity, zeros included.
void fill_top(std::span<const KindActivities> kinds, std::int64_t most, core::RowSink& rows);
/// A row a repository, in ascending id. Needs ids and repo_ids.
void fill_activity(std::span<const KindActivities> kinds, core::RowSink& rows);

}  // namespace hubmine::analysis::activity
