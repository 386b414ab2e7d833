#include "roles/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"

#include "common/columns.hpp"
#include "common/question.hpp"
#include "roles/findings.hpp"
#include "roles/story.hpp"
#include "roles/tables.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace hubmine::analysis::roles {

namespace {

/// Discussions nobody is told to have started, by why.
void note_starters(const Findings& findings, Result& result) {
    std::int64_t deleted = 0;
    std::int64_t bots = 0;
    for (const core::Kind kind : findings.all().kinds) {
        for (const std::uint32_t author : findings.data.discussions_of(kind).author) {
            deleted += author == store::kNoText ? 1 : 0;
            bots += author != store::kNoText && findings.developers.is_nobody(author) ? 1 : 0;
        }
    }
    result.notes.push_back({"discussions_of_deleted_accounts", deleted});
    result.notes.push_back({"discussions_of_bots", bots});
}

void add_notes(const Findings& findings, Result& result) {
    note_developers(findings.developers, findings.settings, result);
    note_starters(findings, result);
    result.notes.push_back({"undated_commits", findings.histories.undated_commits});
    result.notes.push_back({"undated_discussions", findings.histories.undated_discussions});
    result.notes.push_back(
        {"pseudonyms", std::string(findings.settings.pseudonyms ? "yes" : "no")});
    if (findings.settings.wants("exchange")) {
        result.notes.push_back(
            {"exchange", std::string("an inference: who is at home where is told by commits, not "
                                     "by membership")});
    }
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_organisations(data, settings, doubts);
    for (const store::Discussions& discussions : data.discussions) {
        const auto& marks = discussions.title_marks;
        if (std::any_of(marks.begin(), marks.end(), [](std::uint64_t of) { return of != 0; })) {
            return doubts;
        }
    }
    if (!settings.subjects_file.empty() && settings.wants("subjects")) {
        doubt_file(settings.subjects_file, "words", doubts);
    }
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    constexpr std::array kDetails{store::Detail::kCommits, store::Detail::kDiscussions};
    Result result;
    const auto findings =
        std::make_shared<const Findings>(measure(data, settings, needs_of(table_rows(), settings)));
    fill_wanted(table_rows(), settings, findings, result);
    add_notes(*findings, result);
    report_reading(data, findings->all().kinds, kDetails, result);
    result.summary = tell(*findings, result);
    return result;
}

Entry entry() {
    return {.name = "roles",
            .help = "Roles: who commits, who discusses, in which order; newcomers, pull requests",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::roles
