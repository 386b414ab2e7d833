#include "calendar/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"

#include "calendar/findings.hpp"
#include "calendar/story.hpp"
#include "calendar/tables.hpp"
#include "common/question.hpp"

#include <array>
#include <memory>

namespace hubmine::analysis::calendar {

namespace {

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_organisations(data, settings, doubts);
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    constexpr std::array kDetails{store::Detail::kCommits, store::Detail::kDiscussions};
    Result result;
    const auto findings = std::make_shared<const Findings>(measure(data, settings));
    fill_wanted(table_rows(), settings, findings, result);
    note_developers(findings->developers, settings, result);
    result.notes.push_back({"events_since", core::format_time(findings->window.begin)});
    result.notes.push_back({"events_until", core::format_time(findings->window.end)});
    report_reading(data, findings->kinds, kDetails, result);
    result.summary = tell(*findings);
    return result;
}

Entry entry() {
    return {.name = "calendar",
            .help = "Calendar: which owners are active on which days",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::calendar
