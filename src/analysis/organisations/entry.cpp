#include "organisations/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"

#include "common/columns.hpp"
#include "common/question.hpp"
#include "organisations/findings.hpp"
#include "organisations/story.hpp"
#include "organisations/tables.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace hubmine::analysis::organisations {

namespace {

store::RepoColumns columns_of(core::Kind kind, const Settings& settings) {
    using store::RepoColumn;
    store::RepoColumns columns{RepoColumn::kId, RepoColumn::kLikes};
    read_created_at(settings, columns);
    if (kind != core::Kind::kSpace) {
        columns.add(RepoColumn::kDownloads);
        columns.add(RepoColumn::kDownloadsAllTime);
    }
    if ((needs_of(table_rows(), settings) & kNeedsAllMeasures) != 0) {
        columns.add(RepoColumn::kStorage);
        if (kind == core::Kind::kModel) {
            columns.add(RepoColumn::kParameters);
            columns.add(RepoColumn::kBaseModels);
        }
    }
    return columns;
}

/// How many repositories are spoken of, and how many of them rank nowhere.
void note_repositories(const Findings& findings, Result& result) {
    for (const OwnedKind& kind : findings.kinds) {
        if (!kind.is_listed) {
            continue;
        }
        const std::string_view kinds = core::kind_plural(kind.kind);
        std::int64_t ownerless = 0;
        for (const std::uint32_t repo : kind.created.repos) {
            const std::uint32_t owner = findings.entities.owners_of(kind.kind)[repo];
            ownerless += findings.entities.owner(owner).is_named ? 0 : 1;
        }
        result.notes.push_back({std::string(kinds), count(kind.created.repos.size())});
        result.notes.push_back({fmt::format("{}_without_owner", kinds), ownerless});
        note_undated(kind.kind, kind.created, findings.settings, result);
    }
}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_organisations(data, settings, doubts);
    return doubts;
}

}  // namespace

store::DatasetOptions reading(const Settings& settings) {
    store::DatasetOptions wanted{.snapshot = settings.snapshot,
                                 .parts = {.kinds = settings.kinds, .columns = {}, .owners = true}};
    for (const core::Kind kind : settings.kinds) {
        wanted.parts.columns_of(kind) = columns_of(kind, settings);
    }
    return wanted;
}

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    const auto findings =
        std::make_shared<const Findings>(measure(data, settings, needs_of(table_rows(), settings)));
    note_repositories(*findings, result);
    fill_wanted(table_rows(), settings, findings, result);
    result.summary = tell(*findings, result);
    return result;
}

Entry entry() {
    return {.name = "organisations",
            .help = "Organisations: who contributes, by owner, entity, type and country",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::organisations
