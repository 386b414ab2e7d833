#include "common/figure_parts.hpp"
#include "roles/tables.hpp"

#include <utility>

namespace hubmine::analysis::roles {

namespace {

using core::Chart;
using core::Scale;

std::vector<core::Figure> figures_of_people() {
    return {
        {.name = "both",
         .chart = Chart::kBars,
         .table = "summary",
         .x = {.column = "both_share", .scale = Scale::kLinear, .title = "share of developers"},
         .y = {.column = "kind", .scale = Scale::kNames, .title = "kind"},
         .title = "Who commits and discusses",
         .caption = "Developers who both commit and start discussions, as a share of all."},
        {.name = "communities",
         .chart = Chart::kPoints,
         .table = "repositories",
         .x = {.column = "community", .scale = Scale::kLog, .title = "developers"},
         .y = {.column = "absence_factor", .scale = Scale::kLog, .title = "absence factor"},
         .colour = "kind",
         .title = "How much hangs on how few",
         .caption = "The largest communities: the fewest developers who made half of the commits."},
        {.name = "journeys",
         .chart = Chart::kBars,
         .table = "journeys",
         .x = {.column = "discussion_first_share",
               .scale = Scale::kLinear,
               .title = "share that discussed first"},
         .y = {.column = "scope", .scale = Scale::kNames, .title = "scope"},
         .colour = "kind",
         .title = "From discussion to commit",
         .caption = "Of the developers who both discussed and committed: the share that discussed "
                    "first.",
         .words = {{.column = "scope", .value = "repository", .word = "in the same repository"},
                   {.column = "scope", .value = "outsiders", .word = "in somebody else's"},
                   {.column = "scope", .value = "hub", .word = "anywhere on the Hub"}},
         .least = core::Least{.column = "both", .least = 10, .what = "developers who did both"}},
        {.name = "activity",
         .chart = Chart::kPoints,
         .table = "developers",
         .x = {.column = "commits", .scale = Scale::kLog, .title = "commits"},
         .y = {.column = "discussions", .scale = Scale::kLinear, .title = "discussions"},
         .colour = "role",
         .title = "What the busiest do",
         .caption = "Commits and discussions of the developers with most commits.",
         .words = {{.column = "role", .value = "commit", .word = "commits only"},
                   {.column = "role", .value = "both", .word = "both"},
                   {.column = "role", .value = "discuss", .word = "discusses only"}}},
    };
}

std::vector<core::Figure> figures_of_time() {
    return {
        {.name = "newcomers",
         .chart = Chart::kLines,
         .table = "newcomers",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "newcomers", .scale = Scale::kLinear, .title = "newcomers"},
         .title = "Who comes",
         .caption = "Developers who did something for the first time, by period."},
        {.name = "retention",
         .chart = Chart::kMap,
         .table = "retention",
         .x = {.column = "after", .scale = Scale::kLinear, .title = "periods later"},
         .y = {.column = "cohort", .scale = Scale::kTime, .title = "newcomers of"},
         .colour = "share",
         .title = "Who stays",
         .caption = "Newcomers of a period who did something so many periods later."},
    };
}

std::vector<core::Figure> figures_of_discussions() {
    return {
        {.name = "merged",
         .chart = Chart::kBars,
         .table = "pull_requests",
         .x = {.column = "merged_share", .scale = Scale::kLinear, .title = "share merged"},
         .y = {.column = "entity_type", .scale = Scale::kNames, .title = "type of owner"},
         .colour = "entity_type",
         .panel = "kind",
         .title = "Who takes pull requests",
         .caption = "Merged pull requests, as a share of those that were settled.",
         .colour_title = "type of owner",
         .known = owners_known("entity_type", "all")},
        {.name = "exchange",
         .chart = Chart::kMap,
         .table = "exchange",
         .x = {.column = "source", .scale = Scale::kNames, .title = "from"},
         .y = {.column = "target", .scale = Scale::kNames, .title = "to"},
         .colour = "commits",
         .title = "Who helps whom",
         .caption = "Commits of developers at home in one organisation to another one's "
                    "repositories; where they are at home is inferred from their commits."},
        {.name = "subjects",
         .chart = Chart::kBars,
         .table = "subjects",
         .x = {.column = "share", .scale = Scale::kLinear, .title = "share of discussions"},
         .y = {.column = "subject", .scale = Scale::kNames, .title = "subject"},
         .colour = "kind",
         .panel = "kind",
         .title = "What discussions are about",
         .caption = "Discussions whose title holds a word of the subject; one may have several."},
    };
}

}  // namespace

std::vector<core::Figure> figures() {
    std::vector<core::Figure> all = figures_of_people();
    for (auto* const more : {&figures_of_time, &figures_of_discussions}) {
        for (core::Figure& figure : more()) {
            all.push_back(std::move(figure));
        }
    }
    return all;
}

}  // namespace hubmine::analysis::roles
