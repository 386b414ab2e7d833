#include "lineage/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"

#include "common/age.hpp"
#include "common/columns.hpp"
#include "common/question.hpp"
#include "lineage/findings.hpp"
#include "lineage/story.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

namespace hubmine::analysis::lineage {

namespace {

void settle(Settings& /*settings*/, const std::filesystem::path& /*config_folder*/) {}

store::DatasetOptions reading(const Settings& settings) {
    using store::RepoColumn;
    const Needs needs = with_what_they_need(needs_of(table_rows(), settings));
    store::RepoColumns columns{RepoColumn::kId, RepoColumn::kBaseModels};
    const auto read_when = [&columns, needs](Needs any, RepoColumn column) {
        if ((needs & any) != 0) {
            columns.add(column);
        }
    };
    read_when(kNeedsMetrics, RepoColumn::kLikes);
    read_when(kNeedsMetrics, RepoColumn::kDownloads);
    read_when(kNeedsDates, RepoColumn::kCreatedAt);
    read_when(kNeedsLicenses, RepoColumn::kLicense);
    read_when(kNeedsTasks, RepoColumn::kPipelineTag);
    read_when(kNeedsParameters, RepoColumn::kParameters);
    store::DatasetOptions wanted{.snapshot = settings.snapshot,
                                 .parts = {.kinds = {core::Kind::kModel},
                                           .owners = (needs & kNeedsOwners) != 0,
                                           .named_model = settings.root}};
    wanted.parts.columns_of(core::Kind::kModel) = columns;
    return wanted;
}

/// Whose date is not known, or only to be before the Hub's first day, of the models on an edge.
void note_dates(const Findings& findings, Result& result) {
    std::int64_t undated = 0;
    std::int64_t floored = 0;
    for (const std::uint32_t model : findings.graph.models) {
        const auto& created_at = findings.models().created_at[model];
        undated += created_at ? 0 : 1;
        floored += created_at && is_floored(*created_at) ? 1 : 0;
    }
    result.notes.push_back({"linked_models_without_created_at", undated});
    result.notes.push_back({"linked_models_floored", floored});
}

void add_notes(const Findings& findings, Result& result) {
    if (!models_are_known(findings)) {
        return;
    }
    result.notes.push_back(
        {"claims_missing", findings.graph.lineage.count(ClaimState::kUnresolved)});
    if (findings.needs_any(kNeedsDates)) {
        note_dates(findings, result);
    }
    if (findings.needs_any(kNeedsLicenses)) {
        report_unlisted_licenses(findings.data, {.kinds = {core::Kind::kModel}}, findings.classes,
                                 result);
    }
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_licenses(data, settings, doubts);
    doubt_organisations(data, settings, doubts);
    return doubts;
}

}  // namespace

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    const std::shared_ptr<const Findings> findings =
        measure(data, settings, needs_of(table_rows(), settings));
    add_notes(*findings, result);
    fill_wanted(table_rows(), settings, findings, result);
    result.summary = tell(*findings);
    return result;
}

Entry entry() {
    return {.name = "lineage",
            .help = "Lineage: what models were made from, and whose models others build on",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::lineage
