#include "common/figure_parts.hpp"
#include "sizes/tables.hpp"

#include <utility>

namespace hubmine::analysis::sizes {

namespace {

using core::Chart;
using core::Scale;

std::vector<core::Word> words_of_bands() {
    return {{.column = "band", .value = "under_100m", .word = "< 100M"},
            {.column = "band", .value = "100m", .word = "100M"},
            {.column = "band", .value = "500m", .word = "500M"},
            {.column = "band", .value = "1b", .word = "1B"},
            {.column = "band", .value = "3b", .word = "3B"},
            {.column = "band", .value = "10b", .word = "10B"},
            {.column = "band", .value = "30b", .word = "30B"},
            {.column = "band", .value = "100b", .word = "100B +"},
            {.column = "band", .value = "unknown", .word = "not known"}};
}

std::vector<core::Figure> figures_of_size() {
    return {
        {.name = "bands",
         .chart = Chart::kBars,
         .table = "bands",
         .x = {.column = "band", .scale = Scale::kNames, .title = "parameters"},
         .y = {.column = "downloads_share", .scale = Scale::kLinear, .title = "share of downloads"},
         .title = "What sizes are downloaded",
         .caption = "Share of the downloads of all models that go to a band of parameters, from so "
                    "many up to the next.",
         .words = words_of_bands()},
        {.name = "parameters",
         .chart = Chart::kLines,
         .table = "periods",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "p50", .scale = Scale::kLog, .title = "parameters"},
         .colour = "entity_type",
         .only = {{.column = "kind", .value = "model"},
                  {.column = "measure", .value = "parameters"},
                  {.column = "floored", .value = "0"}},
         .title = "How large new models are",
         .caption = "Median parameters of the models created in a period, where they are known.",
         .colour_title = "type of owner",
         .known = owners_known("entity_type", "all")},
        {.name = "storage",
         .chart = Chart::kLines,
         .table = "periods",
         .x = {.column = "period", .scale = Scale::kTime, .title = "period"},
         .y = {.column = "p50", .scale = Scale::kLog, .title = "bytes"},
         .colour = "entity_type",
         .panel = "kind",
         .only = {{.column = "measure", .value = "storage"}, {.column = "floored", .value = "0"}},
         .title = "How large new repositories are",
         .caption = "Median bytes of the repositories created in a period, where they are known.",
         .colour_title = "type of owner",
         .known = owners_known("entity_type", "all")},
        {.name = "families",
         .chart = Chart::kPoints,
         .table = "families",
         .x = {.column = "largest_downloads", .scale = Scale::kLog, .title = "downloads, largest"},
         .y = {.column = "smallest_downloads",
               .scale = Scale::kLog,
               .title = "downloads, smallest"},
         .colour = "smaller_wins",
         .title = "Whether small beats large",
         .caption =
             "Families of models in several sizes: downloads of the smallest beside those of "
             "the largest. Above the diagonal the smallest is downloaded more.",
         .diagonal = true,
         .colour_title = "more downloads has",
         .words = {{.column = "smaller_wins", .value = "1", .word = "the smallest"},
                   {.column = "smaller_wins", .value = "0", .word = "the largest"},
                   {.column = "smaller_wins", .value = "", .word = "neither"}}},
    };
}

std::vector<core::Figure> figures_of_use_and_emissions() {
    return {
        {.name = "correlations",
         .chart = Chart::kMap,
         .table = "correlations",
         .x = {.column = "activity", .scale = Scale::kNames, .title = "activity"},
         .y = {.column = "measure", .scale = Scale::kNames, .title = "size"},
         .colour = "spearman",
         .title = "Whether size and collaboration go together",
         .caption = "Spearman's rank correlation of a size and an activity of the same models."},
        {.name = "emissions",
         .chart = Chart::kBars,
         .table = "emissions",
         .x = {.column = "reporting_share",
               .scale = Scale::kLinear,
               .title = "share of models that report"},
         .y = {.column = "entity_type", .scale = Scale::kNames, .title = "type of owner"},
         .title = "Who reports emissions",
         .caption = "Share of the models of each type of owner whose cards tell emissions.",
         .known = owners_known("entity_type", "all")},
        {.name = "emitters",
         .chart = Chart::kPoints,
         .table = "emitters",
         .x = {.column = "parameters", .scale = Scale::kLog, .title = "parameters"},
         .y = {.column = "emissions_g", .scale = Scale::kLog, .title = "g of CO2 equivalent"},
         .colour = "entity_type",
         .title = "What the largest reports are",
         .caption =
             "Reported emissions of a run beside the size of the model. Reports are of runs, "
             "sizes of checkpoints: nothing is to be divided.",
         .colour_title = "type of owner"},
    };
}

}  // namespace

std::vector<core::Figure> figures() {
    std::vector<core::Figure> all = figures_of_size();
    for (core::Figure& figure : figures_of_use_and_emissions()) {
        all.push_back(std::move(figure));
    }
    return all;
}

}  // namespace hubmine::analysis::sizes
