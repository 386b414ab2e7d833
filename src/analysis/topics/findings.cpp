#include "topics/findings.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/files.hpp"

#include "common/organisations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::topics {

namespace {

/// Without created_at there is neither an age nor a year.
void note_missing_dates(const store::Dataset& data, Result& result) {
    for (const core::Kind kind : core::kAllKinds) {
        const auto& created = data.of(kind).created_at;
        if (!created.empty()) {
            result.notes.push_back(
                {fmt::format("{}_without_created_at", core::kind_plural(kind)),
                 std::int64_t{std::count(created.begin(), created.end(), std::nullopt)}});
        }
    }
}

/// Adds what is told kind by kind.
void measure_kinds(Needs needs, Findings& findings) {
    const store::Dataset& data = findings.data;
    const LanguageWords languages =
        findings.codes ? read_language_words(data, *findings.codes) : LanguageWords();
    const DomainWords domains =
        (needs & kNeedsDomains) != 0 ? read_domain_words(data, findings.domains) : DomainWords();
    for (const core::Kind kind : core::kAllKinds) {
        const auto& wanted = findings.settings.kinds;
        if (std::find(wanted.begin(), wanted.end(), kind) == wanted.end()) {
            continue;
        }
        KindFindings found{.population = choose(data, kind, findings.settings),
                           .was_listed = was_listed(data, kind)};
        found.population.owners = findings.entities.owners_of(kind);
        found.downloads = found.population.all_downloads();
        if (findings.codes) {
            found.languages = count_languages(data, found.population, languages);
        }
        if ((needs & kNeedsDomains) != 0) {
            found.domains = count_domains(found.population, domains, findings.domains.size());
        }
        if ((needs & kNeedsCards) != 0) {
            found.fields = count_fields(data, found.population);
        }
        findings.kinds.push_back(std::move(found));
    }
}

void measure_evaluation(Findings& findings) {
    const EvaluationNames names = load_evaluation_names(findings.settings);
    const Population datasets = choose(findings.data, core::Kind::kDataset, findings.settings);
    findings.evaluation = rank_evaluation(datasets, EvaluationRules(findings.data, names),
                                          findings.settings.first_of(datasets.size(), kDefaultTop));
}

}  // namespace

LanguageCodes load_languages(const Settings& settings) {
    return LanguageCodes(core::given_or_installed(settings.languages_file, "languages.csv"));
}

std::vector<Domain> load_domains(const Settings& settings) {
    return read_domains(core::given_or_installed(settings.domains_file, "domains.csv"));
}

core::TextMap<std::string> load_task_modalities(const Settings& settings) {
    return read_task_modalities(core::given_or_installed(settings.tasks_file, "tasks.csv"));
}

EvaluationNames load_evaluation_names(const Settings& settings) {
    return EvaluationNames(
        core::given_or_installed(settings.evaluation_datasets_file, "evaluation_datasets.csv"));
}

Findings measure(const store::Dataset& data, const Settings& settings, Needs needs,
                 Result& result) {
    Findings findings{.data = data,
                      .settings = settings,
                      .entities = Entities(data, load_organisations(settings), core::kAllKinds)};
    note_missing_dates(data, result);
    if ((needs & kNeedsLanguages) != 0) {
        findings.codes = load_languages(settings);
    }
    if ((needs & kNeedsDomains) != 0) {
        findings.domains = load_domains(settings);
    }
    if ((needs & kNeedsKinds) != 0) {
        measure_kinds(needs, findings);
    }
    if ((needs & kNeedsTasks) != 0) {
        findings.models.emplace(choose(data, core::Kind::kModel, settings));
        findings.tasks = count_tasks(data, *findings.models);
    }
    if ((needs & kNeedsEvaluation) != 0) {
        measure_evaluation(findings);
    }
    return findings;
}

}  // namespace hubmine::analysis::topics
