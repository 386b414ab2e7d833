#include "adoption/tables.hpp"
#include "common/figure_parts.hpp"

namespace hubmine::analysis::adoption {

namespace {

std::vector<core::Word> words_of_networks() {
    std::vector<core::Word> words = words_of_subfields();
    words.push_back({.column = "network", .value = "usage", .word = "used by spaces"});
    words.push_back({.column = "network", .value = "cousage", .word = "used together"});
    return words;
}

std::vector<core::Word> words_of_owners() {
    std::vector<core::Word> words = words_of_subfields();
    words.push_back({.column = "entity_type", .value = "", .word = "not listed"});
    return words;
}

}  // namespace

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
                    "with at least so many models.",
         .colour_title = "sub-field",
         .words = words_of_networks()},
        {.name = "usage",
         .chart = Chart::kBars,
         .table = "usage",
         .x = {.column = "spaces", .scale = Scale::kLinear, .title = "spaces"},
         .y = {.column = "model", .scale = Scale::kNames, .title = "model"},
         .colour = {},
         .panel = "subfield",
         .title = "The most used models",
         .caption = "Models by the spaces that use them.",
         .words = words_of_subfields()},
        {.name = "owners",
         .chart = Chart::kBars,
         .table = "owners",
         .x = {.column = "models", .scale = Scale::kLinear, .title = "models of the ranking"},
         .y = {.column = "owner", .scale = Scale::kNames, .title = "owner"},
         .colour = "entity_type",
         .panel = "subfield",
         .only = {{.column = "network", .value = "usage"}},
         .title = "Whose models are used",
         .caption = "How many of the most used models are an owner's.",
         .colour_title = "type of owner",
         .words = words_of_owners()},
    };
}

}  // namespace hubmine::analysis::adoption
