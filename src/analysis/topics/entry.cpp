#include "topics/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"

#include "common/question.hpp"
#include "topics/findings.hpp"
#include "topics/story.hpp"
#include "topics/tables.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

namespace hubmine::analysis::topics {

namespace {

void doubt_languages(const store::Dataset& data, const Settings& settings, Doubts& doubts) {
    if (settings.languages_file.empty() || (data.card_words.empty() && data.tags.empty())) {
        return;
    }
    const LanguageCodes codes = load_languages(settings);
    const LanguageWords words = read_language_words(data, codes);
    const auto is_named = [&codes](Reading reading) {
        return reading.is == Reading::Is::kLanguage && !codes.name(reading.language).empty();
    };
    if (std::none_of(words.of_card_word.begin(), words.of_card_word.end(), is_named) &&
        std::none_of(words.of_tag.begin(), words.of_tag.end(), is_named)) {
        doubt_file(settings.languages_file, "languages", doubts);
    }
}

void doubt_domains(const store::Dataset& data, const Settings& settings, Doubts& doubts) {
    if (!settings.domains_file.empty() && !(data.tags.empty() && data.labels.empty()) &&
        !read_domain_words(data, load_domains(settings)).is_met()) {
        doubt_file(settings.domains_file, "tags", doubts);
    }
}

void doubt_tasks(const store::Dataset& data, const Settings& settings, Doubts& doubts) {
    if (settings.tasks_file.empty() || data.labels.empty()) {
        return;
    }
    const core::TextMap<std::string> known = load_task_modalities(settings);
    if (std::none_of(data.labels.begin(), data.labels.end(),
                     [&known](std::string_view label) { return known.contains(label); })) {
        doubt_file(settings.tasks_file, "tasks", doubts);
    }
}

void doubt_evaluation_datasets(const store::Dataset& data, const Settings& settings,
                               Doubts& doubts) {
    const core::Texts& ids = data.of(core::Kind::kDataset).id;
    if (settings.evaluation_datasets_file.empty() || ids.empty()) {
        return;
    }
    const EvaluationNames names = load_evaluation_names(settings);
    if (std::none_of(ids.begin(), ids.end(),
                     [&names](std::string_view id) { return names.contains(id); })) {
        doubt_file(settings.evaluation_datasets_file, "datasets", doubts);
    }
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_organisations(data, settings, doubts);
    doubt_languages(data, settings, doubts);
    doubt_domains(data, settings, doubts);
    doubt_tasks(data, settings, doubts);
    doubt_evaluation_datasets(data, settings, doubts);
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    const auto findings = std::make_shared<const Findings>(
        measure(data, settings, needs_of(table_rows(), settings), result));
    fill_wanted(table_rows(), settings, findings, result);
    result.summary = tell(*findings);
    return result;
}

Entry entry() {
    return {.name = "topics",
            .help = "Topics: languages, domains, tasks, evaluation datasets, what cards tell",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::topics
