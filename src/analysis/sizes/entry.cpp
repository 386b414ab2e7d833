#include "sizes/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"

#include "common/question.hpp"
#include "sizes/findings.hpp"
#include "sizes/story.hpp"
#include "sizes/tables.hpp"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace hubmine::analysis::sizes {

namespace {

using store::RepoColumn;

/// Which needs ask for a column of models.
struct ColumnOfNeeds {
    RepoColumn column;
    Needs needs;
};

constexpr std::initializer_list<ColumnOfNeeds> kColumnsOfNeeds{
    {RepoColumn::kId, kNeedsIds | kNeedsDerived | kNeedsFamilies | kNeedsTypes},
    {RepoColumn::kLikes, kNeedsNumbers | kNeedsFamilies | kNeedsActivities},
    {RepoColumn::kDownloads, kNeedsNumbers | kNeedsFamilies | kNeedsActivities},
    {RepoColumn::kDownloadsAllTime, kNeedsNumbers | kNeedsFamilies},
    {RepoColumn::kBaseModels, kNeedsDerived | kNeedsFamilies},
    {RepoColumn::kParameters, kNeedsSizes | kNeedsParameters},
    {RepoColumn::kWeights, kNeedsBytes},
    {RepoColumn::kStorage, kNeedsBytes},
    {RepoColumn::kEmissions, kNeedsEmissions},
    {RepoColumn::kCreatedAt, kNeedsDates},
};

store::RepoColumns columns_of_models(const Settings& settings, Needs needs) {
    store::RepoColumns columns;
    for (const ColumnOfNeeds& row : kColumnsOfNeeds) {
        if ((needs & row.needs) != 0) {
            columns.add(row.column);
        }
    }
    if (settings.names && (needs & kNeedsSizes) != 0) {
        columns.add(RepoColumn::kId);
    }
    return columns;
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_organisations(data, settings, doubts);
    return doubts;
}

}  // namespace

store::DatasetOptions reading(const Settings& settings) {
    const Needs needs = needs_of(table_rows(), settings);
    const bool activities = (needs & kNeedsActivities) != 0;
    store::DatasetOptions wanted{.snapshot = settings.snapshot,
                                 .parts = {.kinds = kinds_of(settings, needs),
                                           .columns = {},
                                           .commits = activities,
                                           .discussions = activities,
                                           .usage = activities,
                                           .coverage = activities,
                                           .owners = (needs & kNeedsTypes) != 0}};
    for (const core::Kind kind : wanted.parts.kinds) {
        wanted.parts.columns_of(kind) =
            kind == core::Kind::kModel
                ? columns_of_models(settings, needs)
                : store::RepoColumns{RepoColumn::kId, RepoColumn::kCreatedAt, RepoColumn::kStorage};
    }
    add_columns_to_choose(settings, wanted.parts);
    std::vector<core::Kind>& kinds = wanted.parts.kinds;
    if (activities && std::find(kinds.begin(), kinds.end(), core::Kind::kSpace) == kinds.end()) {
        kinds.push_back(core::Kind::kSpace);
    }
    return wanted;
}

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    const std::shared_ptr<const Findings> findings =
        measure(data, settings, needs_of(table_rows(), settings), result);
    fill_wanted(table_rows(), settings, findings, result);
    result.summary = tell(result);
    return result;
}

Entry entry() {
    return {.name = "sizes",
            .help = "Sizes: parameters, bytes and emissions; whether small beats large",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::sizes
