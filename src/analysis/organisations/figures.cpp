#include "common/figure_parts.hpp"
#include "organisations/tables.hpp"

#include <utility>

namespace hubmine::analysis::organisations {

namespace {

using core::Chart;
using core::Scale;

std::vector<core::Word> words_of_measures() {
    return {{.column = "measure", .value = "downloads", .word = "downloads in 30 days"},
            {.column = "measure", .value = "downloads_all_time", .word = "downloads of all time"},
            {.column = "measure", .value = "derived", .word = "models made from theirs"},
            {.column = "measure", .value = "storage", .word = "bytes stored"}};
}

std::vector<core::Figure> figures_of_groups() {
    return {
        {.name = "types",
         .chart = Chart::kBars,
         .table = "groups",
         .x = {.column = "share", .scale = Scale::kLinear, .title = "share"},
         .y = {.column = "name", .scale = Scale::kNames, .title = "type of owner"},
         .colour = "measure",
         .panel = "kind",
         .only = {{.column = "by", .value = "entity_type"}},
         .title = "Who contributes",
         .caption = "What owners of a type hold of a measure, as a share of the whole kind.",
         .words = words_of_measures(),
         .known = owners_known("name")},
        {.name = "countries",
         .chart = Chart::kBars,
         .table = "groups",
         .x = {.column = "share", .scale = Scale::kLinear, .title = "share of downloads"},
         .y = {.column = "name", .scale = Scale::kNames, .title = "country"},
         .colour = "kind",
         .panel = "kind",
         .only = {{.column = "by", .value = "country"},
                  {.column = "measure", .value = "downloads"}},
         .title = "Where owners come from",
         .caption = "What owners of a country hold of all downloads, as far as a country is "
                    "known.",
         .words = {{.column = "name", .value = "", .word = "not known"}},
         .known = owners_known("name")},
    };
}

std::vector<core::Figure> figures_of_names() {
    return {
        {.name = "entities",
         .chart = Chart::kBars,
         .table = "ranking",
         .x = {.column = "value", .scale = Scale::kLinear, .title = "downloads"},
         .y = {.column = "name", .scale = Scale::kNames, .title = "entity"},
         .colour = "entity_type",
         .panel = "kind",
         .only = {{.column = "level", .value = "entity"},
                  {.column = "measure", .value = "downloads"}},
         .title = "The most downloaded",
         .caption = "Downloads in 30 days over all repositories of an entity.",
         .colour_title = "type of owner"},
        {.name = "concentration",
         .chart = Chart::kLines,
         .table = "ranking",
         .x = {.column = "rank", .scale = Scale::kLog, .title = "entities"},
         .y = {.column = "cumulative_share", .scale = Scale::kLinear, .title = "share"},
         .colour = "measure",
         .panel = "kind",
         .only = {{.column = "level", .value = "entity"}},
         .title = "How few hold how much",
         .caption = "What the first entities by a measure hold together of the whole kind. An "
                    "entity is who stands behind accounts: a company with three is one.",
         .words = words_of_measures()},
        {.name = "leaders",
         .chart = Chart::kLines,
         .table = "leaders",
         .x = {.column = "top_n", .scale = Scale::kLog, .title = "first repositories"},
         .y = {.column = "share", .scale = Scale::kLinear, .title = "share"},
         .colour = "entity_type",
         .panel = "measure",
         .only = {{.column = "kind", .value = "model"}},
         .title = "Who owns the leading models",
         .caption = "Types of owners among the first 10, 100 and 1000 models of a measure.",
         .colour_title = "type of owner",
         .words = words_of_measures(),
         .known = owners_known("entity_type")},
        {.name = "coverage",
         .chart = Chart::kStacked,
         .table = "coverage",
         .x = {.column = "repository_share", .scale = Scale::kLinear, .title = "repositories"},
         .y = {.column = "kind", .scale = Scale::kNames, .title = "kind"},
         .colour = "basis",
         .title = "How much is known of owners",
         .caption = "Share of repositories whose owner's type is told by the list of "
                    "organisations, by the Hub, or by nobody.",
         .colour_title = "told by",
         .words = {{.column = "basis", .value = "list", .word = "the list of organisations"},
                   {.column = "basis", .value = "overview", .word = "the owner's overview"},
                   {.column = "basis", .value = "discussion", .word = "rows of discussions"},
                   {.column = "basis", .value = "none", .word = "nobody"}},
         .known = owners_known("basis")},
    };
}

}  // namespace

std::vector<core::Figure> figures() {
    std::vector<core::Figure> all = figures_of_groups();
    for (core::Figure& figure : figures_of_names()) {
        all.push_back(std::move(figure));
    }
    return all;
}

}  // namespace hubmine::analysis::organisations
