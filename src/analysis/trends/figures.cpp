#include "trends/tables.hpp"

#include <utility>

namespace hubmine::analysis::trends {

namespace {

using core::Chart;
using core::Scale;

std::vector<core::Figure> figures_over_time() {
    return {
        {.name = "growth",
         .chart = Chart::kLines,
         .table = "growth",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "net_total", .scale = Scale::kLog, .title = "repositories"},
         .colour = "kind",
         .panel = "group",
         .title = "How the Hub grows",
         .caption = "Repositories created and not removed by the end of a period. What is older "
                    "than 2022-03-02 the Hub dates to that day.",
         .marks = {{.at = "2022-03-02", .title = "the Hub's first day"}}},
        {.name = "created",
         .chart = Chart::kStacked,
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
         .caption =
             "Likes of a repository, or of a group, at the last snapshot of a period; before "
             "the first snapshot, those that still stand, by their own dates.",
         .highest = true},
        {.name = "commits",
         .chart = Chart::kLines,
         .table = "series",
         .x = {.column = "date", .scale = Scale::kTime, .title = "day"},
         .y = {.column = "total", .scale = Scale::kLinear, .title = "commits so far"},
         .colour = "repository",
         .panel = "kind",
         .only = {{.column = "basis", .value = "commits"}},
         .title = "Commits over time",
         .caption = "Commits so far to a repository, or to a group, at the day of the last one of "
                    "a period.",
         .highest = true},
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

std::vector<core::Figure> figures_by_age() {
    return {
        {.name = "legacy",
         .chart = Chart::kLines,
         .table = "legacy",
         .x = {.column = "years", .scale = Scale::kLinear, .title = "age in years, at least"},
         .y = {.column = "downloads_share", .scale = Scale::kLinear, .title = "share of downloads"},
         .colour = "top_n",
         .panel = "kind",
         .title = "What stays",
         .caption = "Of the downloads of the most downloaded repositories, the share that goes to "
                    "those that are at least so old.",
         .colour_title = "of the most downloaded",
         .words = {{.column = "top_n", .value = "0", .word = "all"},
                   {.column = "top_n", .value = "10", .word = "first 10"},
                   {.column = "top_n", .value = "100", .word = "first 100"},
                   {.column = "top_n", .value = "1000", .word = "first 1,000"}}},
        {.name = "cohorts",
         .chart = Chart::kStacked,
         .table = "cohorts",
         .x = {.column = "year", .scale = Scale::kLinear, .title = "year of creation"},
         .y = {.column = "likes_share", .scale = Scale::kLinear, .title = "share of likes"},
         .colour = "floored",
         .panel = "kind",
         .title = "Which years' repositories are liked",
         .caption = "Share of a kind's likes by year of creation; what is older than 2022-03-02 "
                    "the Hub dates to that day.",
         .colour_title = "created",
         .words = {{.column = "floored", .value = "0", .word = "on a day that is known"},
                   {.column = "floored", .value = "1", .word = "on 2022-03-02 or before"}}},
        {.name = "response",
         .chart = Chart::kPoints,
         .table = "response",
         .x = {.column = "likes", .scale = Scale::kLog, .title = "likes"},
         .y = {.column = "days_to_100", .scale = Scale::kLog, .title = "days to 100 likes"},
         .colour = "kind",
         .title = "How fast the Hub answers",
         .caption = "Days from the creation of a repository to its 100th like, among likes that "
                    "still stand."},
    };
}

}  // namespace

std::vector<core::Figure> figures() {
    std::vector<core::Figure> all = figures_over_time();
    for (core::Figure& figure : figures_by_age()) {
        all.push_back(std::move(figure));
    }
    return all;
}

}  // namespace hubmine::analysis::trends
