#include "reproduce/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/core/files.hpp"

#include "common/question.hpp"
#include "reproduce/checks.hpp"
#include "reproduce/findings.hpp"
#include "reproduce/story.hpp"
#include "reproduce/tables.hpp"

#include <filesystem>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace hubmine::analysis::reproduce {

namespace {

std::vector<Printed> load(const Settings& settings) {
    return load_study(core::given_or_installed(settings.study_file, "study.csv"));
}

std::set<TableName> needed_tables(const std::vector<Printed>& study, const Settings& settings) {
    std::set<TableName> tables;
    if (settings.wants("reproduce")) {
        for (const Printed& printed : study) {
            if (!printed.table.empty()) {
                tables.emplace(printed.analysis, printed.table);
            }
        }
    }
    if (settings.wants("checks")) {
        tables.insert(checked_tables().begin(), checked_tables().end());
    }
    return tables;
}

void settle(Settings& /*settings*/, const std::filesystem::path& /*config_folder*/) {}

store::DatasetOptions reading(const Settings& settings) {
    return reading_of(needed_tables(load(settings), settings), settings);
}

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    std::vector<Printed> study = load(settings);
    Ours ours(data, needed_tables(study, settings), settings);
    const auto findings = std::make_shared<const Findings>(Findings{
        .data = data, .settings = settings, .study = std::move(study), .ours = std::move(ours)});
    fill_wanted(table_rows(), settings, findings, result);
    result.summary = tell(result);
    return result;
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    return doubts;
}

}  // namespace

Entry entry() {
    return {.name = "reproduce",
            .help = "The study's printed figures beside those of this store",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::reproduce
