#include "calendar/tables.hpp"

namespace hubmine::analysis::calendar {

using core::Chart;
using core::Scale;

std::vector<core::Figure> figures() {
    return {
        {.name = "calendar",
         .chart = Chart::kCalendar,
         .table = "calendar",
         .x = {.column = "date", .scale = Scale::kTime, .title = "day"},
         .y = {.column = "owner", .scale = Scale::kNames, .title = "owner"},
         .colour = "level",
         .panel = "owner",
         .title = "Who is active when",
         .caption = "Days (a column a week, Monday on top) by how much happened on them, from 1 to "
                    "4 by the owner's own quartiles; empty: nothing."},
        {.name = "active_days",
         .chart = Chart::kBars,
         .table = "activity",
         .x = {.column = "active_days", .scale = Scale::kLinear, .title = "active days"},
         .y = {.column = "owner", .scale = Scale::kNames, .title = "owner"},
         .colour = "entity_type",
         .title = "How steadily",
         .caption = "Days on which something happened in the repositories of an owner.",
         .colour_title = "type of owner"},
    };
}

}  // namespace hubmine::analysis::calendar
