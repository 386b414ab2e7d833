#include "topics/tables.hpp"

namespace hubmine::analysis::topics {

namespace {

std::vector<core::Word> words_of_tasks() {
    return {{.column = "modality", .value = "", .word = "not on the list of tasks"},
            {.column = "task", .value = "", .word = "no pipeline tag"},
            {.column = "modality", .value = "cv", .word = "images"},
            {.column = "modality", .value = "nlp", .word = "text"},
            {.column = "modality", .value = "rl", .word = "reinforcement learning"}};
}

std::vector<core::Word> words_of_rules() {
    return {{.column = "rule", .value = "", .word = "no"},
            {.column = "rule", .value = "official", .word = "as an official benchmark"},
            {.column = "rule", .value = "tag", .word = "by its tag"},
            {.column = "rule", .value = "name", .word = "by its name"},
            {.column = "rule", .value = "listed", .word = "by the list"},
            {.column = "measure", .value = "downloads", .word = "downloads in 30 days"},
            {.column = "measure", .value = "downloads_all_time", .word = "downloads of all time"}};
}

}  // namespace

std::vector<core::Figure> figures() {
    using core::Chart;
    using core::Scale;
    return {
        {.name = "languages",
         .chart = Chart::kBars,
         .table = "languages",
         .x = {.column = "share", .scale = Scale::kLinear, .title = "share of repositories"},
         .y = {.column = "language", .scale = Scale::kNames, .title = "language"},
         .colour = {},
         .panel = "kind",
         .title = "Languages",
         .caption = "Share of a language among the repositories that declare any."},
        {.name = "english",
         .chart = Chart::kLines,
         .table = "language_summary",
         .x = {.column = "year", .scale = Scale::kLinear, .title = "year of creation"},
         .y = {.column = "english_share", .scale = Scale::kLinear, .title = "share"},
         .colour = "kind",
         .panel = {},
         .only = {{.column = "floored", .value = "0"}},
         .title = "How many name English",
         .caption = "Share of repositories that name English among those that declare a language, "
                    "by year of creation."},
        {.name = "domains",
         .chart = Chart::kBars,
         .table = "domains",
         .x = {.column = "repositories", .scale = Scale::kLinear, .title = "repositories"},
         .y = {.column = "domain", .scale = Scale::kNames, .title = "domain"},
         .colour = {},
         .panel = "kind",
         .title = "Domains",
         .caption = "Repositories with a tag, task or library of a domain; one may be in several."},
        {.name = "tasks",
         .chart = Chart::kBars,
         .table = "tasks",
         .x = {.column = "downloads", .scale = Scale::kLinear, .title = "downloads in 30 days"},
         .y = {.column = "task", .scale = Scale::kNames, .title = "task"},
         .colour = "modality",
         .panel = {},
         .title = "What downloaded models are for",
         .caption = "Downloads of models by their pipeline tag, and what that works on.",
         .colour_title = "works on",
         .words = words_of_tasks()},
        {.name = "evaluation",
         .chart = Chart::kBars,
         .table = "evaluation_datasets",
         .x = {.column = "value", .scale = Scale::kLinear, .title = "downloads"},
         .y = {.column = "dataset", .scale = Scale::kNames, .title = "dataset"},
         .colour = "rule",
         .panel = "measure",
         .title = "Evaluation sets among the most downloaded",
         .caption = "The most downloaded datasets; the colour tells whether one counts as made for "
                    "evaluation, and by which rule.",
         .colour_title = "made for evaluation",
         .words = words_of_rules()},
    };
}

}  // namespace hubmine::analysis::topics
