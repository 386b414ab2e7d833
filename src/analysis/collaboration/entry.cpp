#include "collaboration/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"

#include "collaboration/story.hpp"
#include "collaboration/tables.hpp"
#include "common/developer_names.hpp"
#include "common/question.hpp"

#include <memory>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_subfields(data, settings, doubts);
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    std::vector<SubfieldFindings> subfields =
        measure(data, settings, needs_of(table_rows(), settings));
    const auto names =
        std::make_shared<const DeveloperNames>(data, settings.pseudonym_key_file, settings);
    std::vector<Window> windows;
    if (settings.every && settings.wants("windows")) {
        windows = measure_windows(data, settings);
        result.notes.push_back(
            {"undated_commits", undated_commits(data.commits_of(core::Kind::kModel))});
    }
    const auto findings = std::make_shared<const Findings>(
        Findings{.data = data,
                 .settings = settings,
                 .subfields = std::move(subfields),
                 .windows = std::move(windows),
                 .name_of = [names](std::uint32_t author) { return names->of(author); }});
    fill_wanted(table_rows(), settings, findings, result);
    note_developers(resolve_developers(data, settings), settings, result);
    report_reading(data, result);
    result.notes.push_back(
        {"weighting", std::string(settings.newman_weights ? "newman" : "commits")});
    result.notes.push_back({"pseudonyms", std::string(names->hidden() ? "yes" : "no")});
    for (const SubfieldFindings& subfield : findings->subfields) {
        tell(subfield, findings->name_of, result.summary);
    }
    if (!findings->windows.empty()) {
        tell_windows(findings->windows, *settings.every, result.summary);
    }
    return result;
}

Entry entry() {
    return {.name = "rq2",
            .help = "The collaboration network of model repositories: who works with whom",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::collaboration
