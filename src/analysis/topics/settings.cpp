#include "topics/settings.hpp"

#include "common/created_within.hpp"
#include "topics/tables.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis::topics {

namespace {

using store::RepoColumn;

/// Replaces a list that comes with the program.
core::Option list_option(std::string names, const std::string& installed, std::string& target,
                         std::vector<std::string> tables) {
    return shaping(
        core::file_option(std::move(names), "FILE", "replaces the installed " + installed, target),
        std::move(tables));
}

using Columns = std::vector<RepoColumn>;

/// What is told kind by kind is made of these.
Columns columns_of_kind(core::Kind kind, Needs needs) {
    Columns columns{RepoColumn::kTags};
    if (kind != core::Kind::kSpace) {
        columns.push_back(RepoColumn::kDownloads);
    }
    if ((needs & (kNeedsLanguages | kNeedsDomains)) != 0) {
        columns.insert(columns.end(),
                       {RepoColumn::kId, RepoColumn::kLikes, RepoColumn::kCreatedAt});
    }
    if ((needs & kNeedsDomains) != 0) {
        columns.insert(columns.end(), {RepoColumn::kPipelineTag, RepoColumn::kLibraryName});
    }
    if ((needs & (kNeedsCards | kNeedsLanguages)) != 0) {
        columns.push_back(RepoColumn::kCard);
    }
    return columns;
}

/// These columns of a kind, whether or not it is read for others already.
void read_also(core::Kind kind, const Columns& columns, store::DatasetParts& parts) {
    if (std::find(parts.kinds.begin(), parts.kinds.end(), kind) == parts.kinds.end()) {
        parts.kinds.push_back(kind);
    }
    for (const RepoColumn column : columns) {
        parts.columns_of(kind).add(column);
    }
}

}  // namespace

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(shaping(kind_option(settings),
                           {"language_summary", "languages", "domains", "domain_owners", "cards"}));
    rows.push_back(shaping(top_option(settings, "100; of domain_owners 10"),
                           {"languages", "domain_owners", "tasks", "evaluation_datasets"}));
    rows.push_back(
        shaping(organisations_option(settings), {"domain_owners", "evaluation_datasets"}));
    rows.push_back(since_option(settings, "repositories created"));
    rows.push_back(until_option(settings, "repositories created"));
    rows.push_back(list_option("--languages", "languages.csv", settings.languages_file,
                               {"language_summary", "languages"}));
    rows.push_back(list_option("--domains", "domains.csv", settings.domains_file,
                               {"domains", "domain_owners"}));
    rows.push_back(list_option("--tasks", "tasks.csv", settings.tasks_file, {"tasks"}));
    rows.push_back(list_option("--evaluation-datasets", "evaluation_datasets.csv",
                               settings.evaluation_datasets_file,
                               {"evaluation", "evaluation_datasets"}));
    return rows;
}

void settle(Settings& settings, const std::filesystem::path& /*config_folder*/) {
    check(static_cast<const PeriodSettings&>(settings));
}

store::DatasetOptions reading(const Settings& settings) {
    const Needs needs = needs_of(table_rows(), settings);
    store::DatasetOptions wanted{
        .snapshot = settings.snapshot,
        .parts = {.kinds = {}, .columns = {}, .owners = (needs & kNeedsOwners) != 0}};
    store::DatasetParts& parts = wanted.parts;
    if ((needs & kNeedsKinds) != 0) {
        for (const core::Kind kind : settings.kinds) {
            read_also(kind, columns_of_kind(kind, needs), parts);
        }
    }
    if ((needs & kNeedsTasks) != 0) {
        read_also(core::Kind::kModel,
                  {RepoColumn::kId, RepoColumn::kDownloads, RepoColumn::kPipelineTag}, parts);
    }
    if ((needs & kNeedsEvaluation) != 0) {
        read_also(core::Kind::kDataset,
                  {RepoColumn::kId, RepoColumn::kTags, RepoColumn::kDownloads,
                   RepoColumn::kDownloadsAllTime},
                  parts);
    }
    for (const core::Kind kind : core::kAllKinds) {
        // A file of organisations may know owners of one kind only.
        if (!settings.organisations_file.empty()) {
            read_also(kind, {RepoColumn::kId}, parts);
        }
    }
    for (const core::Kind kind : parts.kinds) {
        read_created_at(settings, parts.columns_of(kind));
    }
    return wanted;
}

}  // namespace hubmine::analysis::topics
