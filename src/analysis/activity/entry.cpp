#include "activity/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/store/details.hpp"

#include "activity/story.hpp"
#include "activity/tables.hpp"
#include "common/activities.hpp"
#include "common/developers.hpp"
#include "common/question.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::activity {

namespace {

bool has_kind(const Settings& settings, core::Kind kind) {
    return std::find(settings.kinds.begin(), settings.kinds.end(), kind) != settings.kinds.end();
}

std::vector<KindActivities> measure(const store::Dataset& data, const Settings& settings,
                                    const Developers& developers) {
    std::vector<KindActivities> kinds;
    for (const core::Kind kind : core::kAllKinds) {
        if (has_kind(settings, kind)) {
            kinds.push_back(measure_activities(data, kind, developers));
        }
    }
    return kinds;
}

// The sentences say in words what the headline tables hold, from the tables that hold the figures
// row by row. Returns the headline for whose sake a table is told; empty when it is not.
std::string_view headline_of(std::string_view table) {
    static const std::map<std::string_view, std::string_view> kHeadlineOf{
        {"summary", "seven_numbers"},
        {"pareto", "pareto_shares"},
        {"licenses", "seven_numbers"},
        {"mann_whitney", "mann_whitney"},
        {"van_elteren", "mann_whitney"}};
    const auto found = kHeadlineOf.find(table);
    return found == kHeadlineOf.end() ? std::string_view() : found->second;
}

bool is_told(const core::Schema& table, const Settings& settings) {
    const std::string_view headline = headline_of(table.name);
    return !headline.empty() && settings.wants(headline);
}

// What the wanted tables need, and those that the sentences are made from.
Needs all_needs(const Settings& settings) {
    Needs needs = needs_of(table_rows(), settings);
    for (const TableRow<Findings>& row : table_rows()) {
        needs |= is_told(row.schema, settings) ? row.needs : 0;
    }
    return needs;
}

// Those that are made already, and those that are needed only for this.
std::vector<core::Table> told_tables(const std::shared_ptr<const Findings>& findings,
                                     const std::vector<core::TableStream>& made) {
    std::vector<core::Table> told;
    for (const TableRow<Findings>& row : table_rows()) {
        if (headline_of(row.schema.name).empty()) {
            continue;
        }
        if (const core::TableStream* table = find_table(made, row.schema.name)) {
            told.push_back(table->gathered());
        } else if (is_told(row.schema, findings->settings)) {
            Result remarks;
            told.push_back(row.fill(row.schema, findings, remarks).gathered());
        }
    }
    return told;
}

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(kind_option(settings));
    rows.push_back(owner_option(settings, "repositories"));
    rows.push_back(shaping(licenses_option(settings), {"correlations", "licenses", "mann_whitney",
                                                       "kruskal", "dunn", "van_elteren"}));
    core::Option least = core::whole_option("--min-license-repos",
                                            "tests compare licences of at least so many models",
                                            settings.min_license_repos);
    least.by_default = "100";
    rows.push_back(shaping(std::move(least), {"mann_whitney", "kruskal", "dunn", "van_elteren"}));
    rows.push_back(shaping(top_option(settings, std::to_string(kDefaultTop)), {"top"}));
    return rows;
}

void settle(Settings& /*settings*/, const std::filesystem::path& /*config_folder*/) {}

Doubts doubts_about_files(const store::Dataset& data, const Settings& settings) {
    Doubts doubts;
    doubt_bots(data, settings, doubts);
    doubt_licenses(data, settings, doubts);
    return doubts;
}

}  // namespace

store::DatasetOptions reading(const Settings& settings) {
    const Needs needs = all_needs(settings);
    const bool activities = (needs & kNeedsActivities) != 0;
    store::RepoColumns columns{store::RepoColumn::kLicense};
    if (activities) {
        columns.add(store::RepoColumn::kLikes);
        columns.add(store::RepoColumn::kDownloads);
    }
    if ((needs & kNeedsIds) != 0) {
        columns.add(store::RepoColumn::kId);
    }
    if ((needs & kNeedsRepoIds) != 0) {
        columns.add(store::RepoColumn::kRepoId);
    }
    const bool peers = (needs & kNeedsPeers) != 0;
    store::DatasetOptions wanted{
        .snapshot = settings.snapshot,
        .parts = {.kinds = settings.kinds,
                  .columns = {},
                  .commits = activities,
                  .discussions = activities,
                  .usage = activities && has_kind(settings, core::Kind::kModel),
                  .coverage = true},
        .owned = {.owners = settings.owners}};
    for (const core::Kind kind : settings.kinds) {
        wanted.parts.columns_of(kind) = columns;
        if (peers && kind == core::Kind::kModel) {
            wanted.parts.columns_of(kind).add(store::RepoColumn::kCreatedAt);
            wanted.parts.columns_of(kind).add(store::RepoColumn::kPipelineTag);
        }
    }
    if (wanted.parts.usage && !has_kind(settings, core::Kind::kSpace)) {
        wanted.parts.kinds.push_back(core::Kind::kSpace);
    }
    return wanted;
}

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    const auto findings =
        std::make_shared<Findings>(Findings{.data = data,
                                            .settings = settings,
                                            .classes = classify_licenses(data, settings),
                                            .kinds = {}});
    const Developers developers = resolve_developers(data, settings);
    note_developers(developers, settings, result);
    report_unlisted_licenses(data, settings, findings->classes, result);
    if ((all_needs(settings) & kNeedsActivities) != 0) {
        findings->kinds = measure(data, settings, developers);
        constexpr std::array kDetails{store::Detail::kCommits, store::Detail::kDiscussions};
        report_reading(data, settings.kinds, kDetails, result);
    }
    fill_wanted<Findings>(table_rows(), settings, findings, result);
    result.summary = tell(told_tables(findings, result.tables), findings->kinds);
    return result;
}

Entry entry() {
    return {.name = "rq1",
            .help = "Development activity: distributions, concentration, correlations, licences",
            .tables = schemas_of(table_rows()),
            .figures = figures(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::activity
