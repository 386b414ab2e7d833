#include "trends/tables.hpp"

namespace hubmine::analysis::trends {

std::vector<core::Figure> figures() {
    using core::Chart;
    using core::Scale;
    return {
        {.name = "growth",
         .chart = Chart::kLines,
         .table = "growth",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "net_total", .scale = Scale::kLog, .title = "repositories"},
         .colour = "kind",
         .panel = "group",
         .title = "How the Hub grows",
         .caption = "Repositories created and not removed by the end of a period."},
        {.name = "created",
         .chart = Chart::kBars,
         .table = "growth",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "created", .scale = Scale::kLinear, .title = "repositories"},
         .colour = "kind",
         .panel = "group",
         .title = "New repositories",
         .caption = "Repositories created in a period."},
        {.name = "likes",
         .chart = Chart::kLines,
         .table = "series",
         .x = {.column = "date", .scale = Scale::kTime, .title = "day"},
         .y = {.column = "likes", .scale = Scale::kLinear, .title = "likes"},
         .colour = "repository",
         .panel = "kind",
         .title = "Likes over time",
         .caption = "Likes of a repository, or of a group, at the last snapshot of a period."},
        {.name = "movers",
         .chart = Chart::kBars,
         .table = "movers",
         .x = {.column = "change", .scale = Scale::kLinear, .title = "change"},
         .y = {.column = "id", .scale = Scale::kNames, .title = "repository"},
         .colour = "kind",
         .panel = "metric",
         .title = "What rose and fell most",
         .caption = "Change of a number over the last period."},
    };
}

}  // namespace hubmine::analysis::trends
