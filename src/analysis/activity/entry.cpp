#include "activity/entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/analysis/common/read_share.hpp"

#include "activity/activities.hpp"
#include "activity/correlations.hpp"
#include "activity/distributions.hpp"
#include "activity/licenses.hpp"
#include "activity/summary.hpp"
#include "common/columns.hpp"
#include "common/developers.hpp"
#include "common/question.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::activity {

namespace {

constexpr std::int64_t kDefaultTop = 10;

using core::Column;

std::vector<core::Schema> distribution_schemas() {
    const Column kind = text("kind");
    const Column activity = text("activity");
    return {
        {.name = "summary",
         .help = "an activity of a kind: how many, how much, quartiles, zeros",
         .columns = {kind, activity, integer("n"), integer("n_missing"), integer("total"),
                     real("mean"), real("std"), integer("min"), real("p25"), real("p50"),
                     real("p75"), integer("max"), real("zero_share")}},
        {.name = "seven_numbers",
         .help = "a statistic of a kind, the activities side by side",
         .columns = {kind, text("statistic"), real("n_likes"), real("n_discussions"),
                     real("n_disc_starters"), real("n_commits"), real("n_committers"),
                     real("n_community"), real("n_downloads"), real("n_usage_spaces")},
         .headline = true},
        {.name = "pareto",
         .help = "how few repositories hold a given share of an activity",
         .columns = {kind, activity, real("level"), integer("repos"), real("repo_share")}},
        {.name = "pareto_shares",
         .help = "the share of repositories that hold 50, 80, 90, 95, 99 % of an activity",
         .columns = {kind, activity, real("share_50"), real("share_80"), real("share_90"),
                     real("share_95"), real("share_99")},
         .headline = true},
        {.name = "concentration",
         .help = "how unequally an activity is spread over repositories",
         .columns = {kind, activity, integer("n"), integer("total"), real("gini"),
                     real("top_1pct_share"), real("top_10pct_share"), real("hhi"),
                     text("largest_repo"), real("largest_share")}},
        {.name = "distribution",
         .help = "a distinct value of an activity: how many have it, what share has at least it",
         .columns = {kind, activity, integer("value"), integer("repos"), real("ccdf")}},
        {.name = "powerlaw",
         .help = "a power law fitted to the tail of an activity, against a lognormal",
         .columns = {kind, activity, integer("xmin"), integer("n_tail"), real("alpha"),
                     real("sigma"), real("ks"), real("lognormal_mu"), real("lognormal_sigma"),
                     real("loglik_ratio"), real("vuong_p"), text("preferred")}},
    };
}

std::vector<core::Schema> comparison_schemas() {
    const Column kind = text("kind");
    return {
        {.name = "correlations",
         .help = "two activities of the same repositories",
         .columns = {kind, text("license_class"), text("x"), text("y"), integer("n"),
                     real("pearson"), real("pearson_p"), real("spearman"), real("spearman_p"),
                     real("pearson_log1p"), real("pearson_without_top"), real("pearson_log10_p"),
                     real("spearman_log10_p")}},
        {.name = "licenses",
         .help = "a licence: how many repositories carry it",
         .columns = {kind, text("license"), text("license_class"), integer("repos"),
                     real("share_of_all"), real("share_of_licensed")}},
        {.name = "mann_whitney",
         .help = "an activity of models compared between two classes of licences",
         .columns = {text("activity"), text("group_a"), text("group_b"), integer("n_a"),
                     integer("n_b"), real("median_a"), real("median_b"), real("u"), real("z"),
                     real("p"), real("p_holm"), real("a12"), real("cliffs_delta"),
                     text("magnitude"), real("log10_p")},
         .headline = true},
        {.name = "top",
         .help = "the repositories with most of an activity",
         .columns = {kind, text("activity"), integer("rank"), text("repo"), integer("value")}},
    };
}

std::vector<core::Schema> schemas() {
    std::vector<core::Schema> all = distribution_schemas();
    for (core::Schema& schema : comparison_schemas()) {
        all.push_back(std::move(schema));
    }
    return all;
}

bool has_kind(const Settings& settings, core::Kind kind) {
    return std::find(settings.kinds.begin(), settings.kinds.end(), kind) != settings.kinds.end();
}

// Every table but one is about activities.
bool wants_activities(const Settings& settings) {
    return settings.tables.empty() ||
           std::any_of(settings.tables.begin(), settings.tables.end(),
                       [](const std::string& t) { return t != "licenses"; });
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

// What every table is made of.
struct Inputs {
    const store::Dataset& data;
    const Settings& settings;
    LicenseClasses classes;
    std::vector<KindActivities> kinds;
};

core::Table mann_whitney_or_empty(const core::Schema& schema, const Inputs& in) {
    const auto models = std::find_if(in.kinds.begin(), in.kinds.end(), [](const auto& kind) {
        return kind.kind == core::Kind::kModel;
    });
    return models == in.kinds.end()
               ? core::Table(schema)
               : mann_whitney_table(schema, in.data, in.settings, in.classes, *models);
}

core::Table make_table(const core::Schema& schema, const Inputs& in) {
    using Make = core::Table (*)(const core::Schema&, const Inputs&);
    static const std::map<std::string_view, Make> makers{
        {"summary", [](const auto& s, const Inputs& i) { return summary_table(s, i.kinds); }},
        {"seven_numbers",
         [](const auto& s, const Inputs& i) { return seven_numbers_table(s, i.kinds); }},
        {"pareto", [](const auto& s, const Inputs& i) { return pareto_table(s, i.kinds); }},
        {"pareto_shares",
         [](const auto& s, const Inputs& i) { return pareto_shares_table(s, i.kinds); }},
        {"concentration",
         [](const auto& s, const Inputs& i) { return concentration_table(s, i.kinds); }},
        {"distribution",
         [](const auto& s, const Inputs& i) { return distribution_table(s, i.kinds); }},
        {"powerlaw", [](const auto& s, const Inputs& i) { return power_law_table(s, i.kinds); }},
        {"correlations",
         [](const auto& s, const Inputs& i) { return correlations_table(s, i.kinds, i.classes); }},
        {"licenses",
         [](const auto& s, const Inputs& i) {
             return licenses_table(s, i.data, i.settings, i.classes);
         }},
        {"mann_whitney", mann_whitney_or_empty},
        {"top",
         [](const auto& s, const Inputs& i) {
             const auto all = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
             return top_table(s, i.kinds,
                              static_cast<std::int64_t>(i.settings.first_of(all, kDefaultTop)));
         }},
    };
    return makers.at(schema.name)(schema, in);
}

// The sentences say in words what the headline tables hold, from the tables that hold the figures
// row by row: those that are made already, and those that are needed only for this.
std::vector<core::Table> told_tables(const Inputs& in, const std::vector<core::Table>& made) {
    static const std::map<std::string_view, std::string_view> headline_of{
        {"summary", "seven_numbers"},
        {"pareto", "pareto_shares"},
        {"licenses", "seven_numbers"},
        {"mann_whitney", "mann_whitney"}};
    std::vector<core::Table> told;
    for (const core::Schema& schema : schemas()) {
        const auto headline = headline_of.find(schema.name);
        if (headline == headline_of.end()) {
            continue;
        }
        const auto found = std::find_if(made.begin(), made.end(), [&](const core::Table& table) {
            return table.name() == schema.name;
        });
        if (found != made.end()) {
            told.push_back(*found);
        } else if (in.settings.wants(headline->second)) {
            told.push_back(make_table(schema, in));
        }
    }
    return told;
}

OptionRows options(Settings& settings) {
    OptionRows rows = common_options(settings);
    rows.push_back(kind_option(settings));
    rows.push_back(
        shaping(licenses_option(settings), {"correlations", "licenses", "mann_whitney"}));
    core::Option least = core::whole_option("--min-license-repos",
                                            "tests compare licences of at least so many models",
                                            settings.min_license_repos);
    least.by_default = "100";
    rows.push_back(shaping(std::move(least), {"mann_whitney"}));
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
    const bool activities = wants_activities(settings);
    store::DatasetOptions wanted{
        .snapshot = settings.snapshot,
        .parts = {.kinds = settings.kinds,
                  .commits = activities,
                  .discussions = activities,
                  .usage = activities && has_kind(settings, core::Kind::kModel),
                  .coverage = true}};
    if (wanted.parts.usage && !has_kind(settings, core::Kind::kSpace)) {
        wanted.parts.kinds.push_back(core::Kind::kSpace);
    }
    return wanted;
}

Result answer(const store::Dataset& data, const Settings& settings) {
    Result result;
    Inputs in{.data = data, .settings = settings, .classes = classify_licenses(data, settings)};
    const Developers developers = resolve_developers(data, settings);
    note_developers(developers, settings, result);
    report_unlisted_licenses(data, settings, in.classes, result);
    if (wants_activities(settings)) {
        in.kinds = measure(data, settings, developers);
        constexpr std::array kDetails{store::Detail::kCommits, store::Detail::kDiscussions};
        report_reading(data, settings.kinds, kDetails, result);
    }
    for (const core::Schema& schema : schemas()) {
        if (settings.wants(schema.name)) {
            result.tables.push_back(make_table(schema, in));
        }
    }
    result.summary = rq1_sentences(told_tables(in, result.tables), in.kinds);
    return result;
}

Entry entry() {
    return {.name = "rq1",
            .help = "Development activity: distributions, concentration, correlations, licences",
            .tables = schemas(),
            .ask = [] {
                return ask<Settings>({options, settle, reading, answer, doubts_about_files});
            }};
}

}  // namespace hubmine::analysis::activity
