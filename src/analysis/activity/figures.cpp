#include "activity/tables.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::activity {

namespace {

using core::Chart;
using core::Scale;

/// Beyond a small effect, so that a negligible one is seen to be.
constexpr double kReach = 0.2;

std::vector<core::Word> words_of_classes(const std::string& column) {
    return {{.column = column, .value = "none", .word = "no licence declared"}};
}

std::vector<core::Word> words_of_both_classes() {
    std::vector<core::Word> words = words_of_classes("group_a");
    words.push_back(words_of_classes("group_b").front());
    return words;
}

std::vector<core::Figure> figures_of_spread() {
    return {
        {.name = "distributions",
         .chart = Chart::kSteps,
         .table = "distribution",
         .x = {.column = "value", .scale = Scale::kLog, .title = "value"},
         .y = {.column = "ccdf", .scale = Scale::kLog, .title = "share with at least it"},
         .colour = "activity",
         .panel = "kind",
         .title = "How activity is distributed",
         .caption = "Share of repositories that have at least so much of an activity. A power "
                    "law is a straight line on these axes, and so, nearly, are other heavy tails."},
        {.name = "pareto",
         .chart = Chart::kLines,
         .table = "pareto",
         .x = {.column = "level", .scale = Scale::kLinear, .title = "share of the activity"},
         .y = {.column = "repo_share", .scale = Scale::kLog, .title = "share of repositories"},
         .colour = "activity",
         .panel = "kind",
         .title = "How few repositories hold how much",
         .caption = "The fewest repositories that together hold a share of an activity, as a share "
                    "of all of them."},
        {.name = "lorenz",
         .chart = Chart::kLines,
         .table = "distribution",
         .x = {.column = "repos",
               .scale = Scale::kLinear,
               .title = "share of repositories, the least active first"},
         .y = {.column = "value", .scale = Scale::kLinear, .title = "share of the activity"},
         .colour = "activity",
         .panel = "kind",
         .title = "How unequally activity is spread",
         .caption = "Lorenz curves: what the least active repositories hold together. On the "
                    "diagonal all would be equal; the Gini coefficient is the area between it and "
                    "the curve, doubled.",
         .diagonal = true,
         .cumulative = true},
        {.name = "gini",
         .chart = Chart::kBars,
         .table = "concentration",
         .x = {.column = "gini", .scale = Scale::kLinear, .title = "Gini coefficient"},
         .y = {.column = "activity", .scale = Scale::kNames, .title = "activity"},
         .colour = {},
         .panel = "kind",
         .title = "How unequal, as one number",
         .caption = "Gini coefficient of each activity over repositories: 0 where all are equal, "
                    "100 % where one holds everything."},
    };
}

std::vector<core::Figure> figures_of_correlations() {
    return {
        {.name = "correlations",
         .chart = Chart::kMap,
         .table = "correlations",
         .x = {.column = "x", .scale = Scale::kNames, .title = "activity"},
         .y = {.column = "y", .scale = Scale::kNames, .title = "activity"},
         .colour = "spearman",
         .panel = "kind",
         .only = {{.column = "license_class", .value = "all"}},
         .title = "Which activities go together",
         .caption = "Spearman's rank correlation of two activities of the same repositories."},
        {.name = "correlations_by_license",
         .chart = Chart::kMap,
         .table = "correlations",
         .x = {.column = "x", .scale = Scale::kNames, .title = "activity"},
         .y = {.column = "y", .scale = Scale::kNames, .title = "activity"},
         .colour = "spearman",
         .panel = "license_class",
         .only = {{.column = "kind", .value = "model"}},
         .title = "Which activities of models go together, by class of licence",
         .caption = "Spearman's rank correlation of two activities of the same models, over all "
                    "and over those of a class of licences.",
         .words = words_of_classes("license_class")},
    };
}

std::vector<core::Figure> figures_of_licenses() {
    return {
        {.name = "licenses",
         .chart = Chart::kBars,
         .table = "licenses",
         .x = {.column = "repos", .scale = Scale::kLinear, .title = "repositories"},
         .y = {.column = "license", .scale = Scale::kNames, .title = "licence"},
         .colour = "license_class",
         .panel = "kind",
         .title = "Licences that are declared",
         .caption = "Repositories that declare a licence, by its class; unclassified are `other`, "
                    "`unknown` and what no list knows. Those that declare none are not drawn.",
         .colour_title = "class of licence",
         .words = words_of_classes("license_class"),
         .without = {{.column = "license_class", .value = "none"}}},
        {.name = "licenses_and_activity",
         .chart = Chart::kPoints,
         .table = "mann_whitney",
         .x = {.column = "cliffs_delta",
               .scale = Scale::kLinear,
               .title = "Cliff's delta",
               .reach = kReach},
         .y = {.column = "activity", .scale = Scale::kNames, .title = "activity"},
         .colour = "group_b",
         .panel = "group_a",
         .title = "Activity by class of licence",
         .caption =
             "Cliff's delta with its 95 % interval: how much more often a model of the class "
             "has more of an activity than one that it is compared with; 0 is no "
             "difference, and between the outer lines (0.147 to both sides) it is "
             "negligible.",
         .low = "delta_low",
         .high = "delta_high",
         .marks = {{.at = "-0.147", .title = ""},
                   {.at = "0", .title = ""},
                   {.at = "0.147", .title = "small"}},
         .colour_title = "compared with",
         .panel_title = "class",
         .words = words_of_both_classes()},
    };
}

}  // namespace

std::vector<core::Figure> figures() {
    std::vector<core::Figure> all = figures_of_spread();
    for (const auto& more : {figures_of_correlations(), figures_of_licenses()}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

}  // namespace hubmine::analysis::activity
