#include "lineage/tables.hpp"

namespace hubmine::analysis::lineage {

std::vector<core::Figure> figures() {
    using core::Chart;
    using core::Scale;
    return {
        {.name = "models",
         .chart = Chart::kBars,
         .table = "models",
         .x = {.column = "descendants", .scale = Scale::kLinear, .title = "descendants"},
         .y = {.column = "model", .scale = Scale::kNames, .title = "model"},
         .title = "What most models descend from",
         .caption = "Models that can be reached along edges from parents to children."},
        {.name = "owners",
         .chart = Chart::kBars,
         .table = "owners",
         .x = {.column = "descendants", .scale = Scale::kLinear, .title = "descendants"},
         .y = {.column = "owner", .scale = Scale::kNames, .title = "owner"},
         .colour = "entity_type",
         .title = "Whose models others build on",
         .caption = "Models of other owners that descend from an owner's models.",
         .colour_title = "type of owner"},
        {.name = "generations",
         .chart = Chart::kLines,
         .table = "generations",
         .x = {.column = "generation", .scale = Scale::kLinear, .title = "generation"},
         .y = {.column = "models", .scale = Scale::kLinear, .title = "models"},
         .title = "How far models are from where they began",
         .caption = "Models by the shortest way from one that names no parent."},
        {.name = "licenses",
         .chart = Chart::kStacked,
         .table = "licenses",
         .x = {.column = "relation", .scale = Scale::kNames, .title = "relation"},
         .y = {.column = "share", .scale = Scale::kLinear, .title = "share of edges"},
         .colour = "verdict",
         .title = "What becomes of licences",
         .caption = "From a model to what was made of it: shares of the edges of a relation. No "
                    "licence declared is not the same as none that allows.",
         .colour_title = "the licence is",
         .words = {{.column = "verdict", .value = "none", .word = "declared by neither"},
                   {.column = "verdict", .value = "dropped", .word = "declared by the parent only"},
                   {.column = "verdict", .value = "added", .word = "declared by the child only"},
                   {.column = "verdict", .value = "unclear", .word = "unclassified"}}},
        {.name = "degrees",
         .chart = Chart::kSteps,
         .table = "degrees",
         .x = {.column = "value", .scale = Scale::kLog, .title = "children, or descendants"},
         .y = {.column = "ccdf", .scale = Scale::kLog, .title = "share of models with children"},
         .colour = "measure",
         .title = "How unequally models are built on",
         .caption = "Share of models with children that have at least so many."},
    };
}

}  // namespace hubmine::analysis::lineage
