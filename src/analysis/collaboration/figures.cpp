#include "collaboration/tables.hpp"
#include "common/figure_parts.hpp"

namespace hubmine::analysis::collaboration {

namespace {

using core::Chart;
using core::Scale;

std::vector<core::Figure> figures_of_developers() {
    return {
        {.name = "developers",
         .chart = Chart::kBars,
         .table = "developers",
         .x = {.column = "degree", .scale = Scale::kLinear, .title = "edges in and out"},
         .y = {.column = "developer", .scale = Scale::kNames, .title = "developer"},
         .colour = {},
         .panel = "subfield",
         .title = "Who shares work with most others",
         .caption =
             "Developers by their edges in the network of who commits where whom else works. "
             "Two who commit to each other's models have two edges: edges are not people.",
         .words = words_of_subfields()},
        {.name = "degrees",
         .chart = Chart::kSteps,
         .table = "degrees",
         .x = {.column = "value", .scale = Scale::kLog, .title = "degree: edges in and out"},
         .y = {.column = "ccdf", .scale = Scale::kLog, .title = "share of developers"},
         .colour = "subfield",
         .panel = {},
         .only = {{.column = "measure", .value = "degree"}},
         .title = "How many edges developers have",
         .caption = "Share of connected developers with at least so many edges, in and out. An "
                    "edge in and one out may be to the same person.",
         .colour_title = "sub-field",
         .words = words_of_subfields()},
        {.name = "pagerank",
         .chart = Chart::kSteps,
         .table = "degrees",
         .x = {.column = "value", .scale = Scale::kLog, .title = "PageRank"},
         .y = {.column = "ccdf", .scale = Scale::kLog, .title = "share of developers"},
         .colour = "subfield",
         .panel = {},
         .only = {{.column = "measure", .value = "pagerank"}},
         .title = "How central developers are",
         .caption = "Share of connected developers with at least so much PageRank: who works with "
                    "many, and with those who work with many.",
         .colour_title = "sub-field",
         .words = words_of_subfields()},
        {.name = "isolates",
         .chart = Chart::kBars,
         .table = "network",
         .x = {.column = "isolate_share", .scale = Scale::kLinear, .title = "share of developers"},
         .y = {.column = "subfield", .scale = Scale::kNames, .title = "sub-field"},
         .colour = {},
         .panel = {},
         .title = "Who works alone",
         .caption = "Developers who share no model with another one.",
         .words = words_of_subfields()},
    };
}

std::vector<core::Figure> figures_of_cores() {
    return {
        {.name = "cores",
         .chart = Chart::kLines,
         .table = "cores",
         .x = {.column = "k", .scale = Scale::kLog, .title = "k: least number of edges"},
         .y = {.column = "density", .scale = Scale::kLog, .title = "density"},
         .colour = "subfield",
         .panel = {},
         .title = "From the periphery to the core",
         .caption = "The k-core is what is left when everybody in it has at least k edges: its "
                    "density, the share of possible edges that there are.",
         .colour_title = "sub-field",
         .words = words_of_subfields()},
        {.name = "windows",
         .chart = Chart::kLines,
         .table = "windows",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "isolate_share", .scale = Scale::kLinear, .title = "share of developers"},
         .colour = "subfield",
         .panel = {},
         .title = "Who works alone, over time",
         .caption = "Developers of a period who share no model of it with another one.",
         .colour_title = "sub-field",
         .words = words_of_subfields()},
        {.name = "core_kept",
         .chart = Chart::kLines,
         .table = "windows",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "core_kept", .scale = Scale::kLinear, .title = "share that stayed"},
         .colour = "subfield",
         .panel = {},
         .title = "How the innermost core turns over",
         .caption = "Share of the innermost core of the period before that is in a period's own.",
         .colour_title = "sub-field",
         .words = words_of_subfields()},
    };
}

}  // namespace

std::vector<core::Figure> figures() {
    std::vector<core::Figure> all = figures_of_developers();
    const std::vector<core::Figure> more = figures_of_cores();
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace hubmine::analysis::collaboration
