#include "adoption/tables.hpp"

namespace hubmine::analysis::adoption {

std::vector<core::Figure> figures() {
    using core::Chart;
    using core::Scale;
    return {
        {.name = "degrees",
         .chart = Chart::kSteps,
         .table = "degrees",
         .x = {.column = "value", .scale = Scale::kLog, .title = "spaces, or linked models"},
         .y = {.column = "ccdf", .scale = Scale::kLog, .title = "share of used models"},
         .colour = "subfield",
         .panel = "network",
         .title = "How unequally models are used",
         .caption = "Share of used models that at least so many spaces use, or that share a space "
                    "with at least so many models."},
        {.name = "usage",
         .chart = Chart::kBars,
         .table = "usage",
         .x = {.column = "spaces", .scale = Scale::kLinear, .title = "spaces"},
         .y = {.column = "model", .scale = Scale::kNames, .title = "model"},
         .colour = {},
         .panel = "subfield",
         .title = "The most used models",
         .caption = "Spaces that use a model."},
        {.name = "owners",
         .chart = Chart::kBars,
         .table = "owners",
         .x = {.column = "models", .scale = Scale::kLinear, .title = "models of the ranking"},
         .y = {.column = "owner", .scale = Scale::kNames, .title = "owner"},
         .colour = "entity_type",
         .panel = "subfield",
         .only = {{.column = "network", .value = "usage"}},
         .title = "Whose models are used",
         .caption = "How many of the most used models are an owner's."},
    };
}

}  // namespace hubmine::analysis::adoption
