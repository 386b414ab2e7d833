#include "activity/tables.hpp"

#include "activity/correlations.hpp"
#include "activity/distributions.hpp"
#include "activity/license_tests.hpp"
#include "activity/licenses.hpp"
#include "common/columns.hpp"

#include <algorithm>
#include <limits>

namespace hubmine::analysis::activity {

namespace {

using Row = TableRow<Findings>;

core::Column activity_column() {
    return term("activity", "n_likes, n_commits, ...: which numbers of a repository are meant");
}

void fill_top_of_settings(const Findings& findings, core::RowSink& rows) {
    constexpr auto kAll = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
    fill_top(findings.kinds,
             static_cast<std::int64_t>(findings.settings.first_of(kAll, kDefaultTop)), rows);
}

/// Calls `fill(samples)` when there are models among the kinds.
template <typename Fill>
void compare_licenses(const Findings& findings, const Fill& fill) {
    for (const KindActivities& kind : findings.kinds) {
        if (kind.kind == core::Kind::kModel) {
            fill(LicenseSamples(findings.data, findings.settings, findings.classes, kind));
        }
    }
}

Row summary_row() {
    return {
        .schema = {.name = "summary",
                   .help = "an activity of a kind: how many, how much, quartiles, zeros",
                   .columns = {kind_column(), activity_column(),
                               counted("n", "repositories whose number is known"),
                               counted("n_missing", "repositories whose number is not known"),
                               counted("total", "sum over the known ones"), real("mean", "mean"),
                               real("std", "sample standard deviation; none for one repository"),
                               integer("min", "smallest value"), real("p25", "first quartile"),
                               real("p50", "median"), real("p75", "third quartile"),
                               integer("max", "largest value"),
                               share("zero_share", "share of the known ones that have 0")}},
        .needs = kNeedsActivities,
        .fill = [](const Findings& f, core::Table& table) { fill_summary(f.kinds, table); }};
}

Row seven_numbers_row() {
    return {
        .schema = {.name = "seven_numbers",
                   .help = "a statistic of a kind, the activities side by side",
                   .columns = {kind_column(),
                               term("statistic", "count, mean, std, min, 25%, 50%, 75%, max"),
                               real("n_likes", "of likes"),
                               real("n_discussions", "of discussions and pull requests"),
                               real("n_disc_starters", "of developers who started them"),
                               real("n_commits", "of commits on the default branch"),
                               real("n_committers", "of developers who wrote commits"),
                               real("n_community", "of developers who did either"),
                               real("n_downloads", "of downloads in 30 days; not of spaces"),
                               real("n_usage_spaces", "of spaces that use it; of models only")},
                   .headline = true},
        .needs = kNeedsActivities,
        .fill = [](const Findings& f, core::Table& table) { fill_seven_numbers(f.kinds, table); }};
}

Row pareto_row() {
    return {.schema = {.name = "pareto",
                       .help = "how few repositories hold a given share of an activity",
                       .columns = {kind_column(), activity_column(),
                                   share("level", "the share of the activity's total that is held"),
                                   counted("repos", "fewest repositories that hold it together"),
                                   share("repo_share", "their share of the repositories")}},
            .needs = kNeedsActivities,
            .fill = [](const Findings& f, core::Table& table) { fill_pareto(f.kinds, table); }};
}

Row pareto_shares_row() {
    return {
        .schema = {.name = "pareto_shares",
                   .help = "the share of repositories that hold 50, 80, 90, 95, 99 % of an "
                           "activity",
                   .columns = {kind_column(), activity_column(),
                               share("share_50", "fewest repositories that hold 50 %"),
                               share("share_80", "fewest repositories that hold 80 %"),
                               share("share_90", "fewest repositories that hold 90 %"),
                               share("share_95", "fewest repositories that hold 95 %"),
                               share("share_99", "fewest repositories that hold 99 %")},
                   .headline = true},
        .needs = kNeedsActivities,
        .fill = [](const Findings& f, core::Table& table) { fill_pareto_shares(f.kinds, table); }};
}

Row concentration_row() {
    return {
        .schema = {.name = "concentration",
                   .help = "how unequally an activity is spread over repositories",
                   .columns = {kind_column(), activity_column(),
                               counted("n", "repositories whose number is known"),
                               counted("total", "sum over the known ones"),
                               share("gini", "Gini coefficient: 0 = all equal"),
                               share("top_1pct_share", "held by the first 1 % of repositories"),
                               share("top_10pct_share", "held by the first 10 %"),
                               share("hhi",
                                     "Herfindahl-Hirschman index: sum of squared "
                                     "shares"),
                               repository_id("largest_repo", "the repository with most"),
                               share("largest_share", "what it holds of the total")}},
        .needs = kNeedsActivities | kNeedsIds,
        .fill = [](const Findings& f, core::Table& table) { fill_concentration(f.kinds, table); }};
}

Row distribution_row() {
    return {
        .schema = {.name = "distribution",
                   .help = "a distinct value of an activity: how many have it, what share has "
                           "at least it",
                   .columns = {kind_column(), activity_column(),
                               integer("value", "a value that occurs"),
                               counted("repos", "repositories that have it"),
                               share("ccdf", "share of repositories with at least it")}},
        .needs = kNeedsActivities,
        .fill = [](const Findings& f, core::Table& table) { fill_distribution(f.kinds, table); }};
}

Row power_law_row() {
    return {
        .schema = {.name = "powerlaw",
                   .help = "a power law fitted to the tail of an activity, against a lognormal",
                   .columns = {kind_column(), activity_column(),
                               integer("xmin", "the value from which the tail begins"),
                               counted("n_tail", "repositories in the tail"),
                               real("alpha", "exponent, by maximum likelihood"),
                               real("sigma", "standard error of alpha"),
                               real("ks", "Kolmogorov-Smirnov distance of the fit"),
                               real("lognormal_mu", "mu of the lognormal on the same tail"),
                               real("lognormal_sigma", "sigma of the lognormal"),
                               real("loglik_ratio", "log-likelihood ratio; > 0 for the power law"),
                               real("vuong_p", "p of Vuong's test between the two"),
                               term("preferred", "power_law, lognormal or undecided")}},
        .needs = kNeedsActivities,
        .fill = [](const Findings& f, core::Table& table) { fill_power_law(f.kinds, table); }};
}

Row correlations_row() {
    return {
        .schema = {.name = "correlations",
                   .help = "two activities of the same repositories",
                   .columns = {kind_column(),
                               term("license_class", "all; of models also each class of licences"),
                               term("x", "an activity"), term("y", "another activity"),
                               counted("n", "repositories where both are known"),
                               real("pearson", "Pearson's r"), real("pearson_p", "its two-sided p"),
                               real("spearman", "Spearman's rho"),
                               real("spearman_p", "its two-sided p"),
                               real("pearson_log1p", "Pearson's r of log(1 + x), log(1 + y)"),
                               real("pearson_without_top",
                                    "Pearson's r without the most influential repository"),
                               real("pearson_log10_p", "log10 of pearson_p, which may underflow"),
                               real("spearman_log10_p", "log10 of spearman_p, which may underflow"),
                               real("pearson_low", "95 % interval of pearson, from"),
                               real("pearson_high", "to, by Fisher's z"),
                               real("spearman_low", "95 % interval of spearman, from"),
                               real("spearman_high", "to, by Fisher's z for ranks")}},
        .needs = kNeedsActivities,
        .fill = [](const Findings& f, core::Table& table) {
            fill_correlations(f.kinds, f.classes, table);
        }};
}

Row licenses_row() {
    return {.schema = {.name = "licenses",
                       .help = "a licence: how many repositories carry it",
                       .columns = {kind_column(),
                                   term("license", "as the Hub tags it; none where there is none"),
                                   term("license_class",
                                        "permissive, restrictive, none or unclassified"),
                                   counted("repos", "repositories that carry it"),
                                   share("share_of_all", "of all repositories of the kind"),
                                   share("share_of_licensed", "of those with a licence")}},
            .needs = 0,
            .fill = [](const Findings& f, core::Table& table) {
                fill_licenses(f.data, f.settings, f.classes, table);
            }};
}

Row mann_whitney_row() {
    return {.schema = {.name = "mann_whitney",
                       .help = "an activity of models compared between two classes of licences",
                       .columns = {activity_column(), term("group_a", "a class of licences"),
                                   term("group_b", "another class"),
                                   counted("n_a", "models of group_a"),
                                   counted("n_b", "models of group_b"),
                                   real("median_a", "their median in group_a"),
                                   real("median_b", "their median in group_b"),
                                   real("u", "Mann-Whitney U of group_a"),
                                   real("z", "U standardised, ties and continuity corrected"),
                                   real("p", "two-sided p; may underflow"),
                                   real("p_holm", "p adjusted by Holm over all tests of the table"),
                                   share("a12", "Vargha-Delaney: P(a > b) + P(a = b)/2"),
                                   real("cliffs_delta", "Cliff's delta: 2 a12 - 1"),
                                   term("magnitude", "negligible, small, medium or large"),
                                   real("log10_p", "log10 of p"),
                                   real("delta_low", "95 % interval of cliffs_delta, from"),
                                   real("delta_high", "to")},
                       .headline = true},
            .needs = kNeedsActivities,
            .fill = [](const Findings& f, core::Table& table) {
                compare_licenses(
                    f, [&](const LicenseSamples& samples) { fill_mann_whitney(samples, table); });
            }};
}

Row kruskal_row() {
    return {.schema = {.name = "kruskal",
                       .help = "an activity of models compared between all classes of licences",
                       .columns = {activity_column(), integer("groups", "classes that have models"),
                                   counted("n", "their models"),
                                   real("h", "Kruskal-Wallis H, ties corrected"),
                                   integer("df", "degrees of freedom: groups - 1"),
                                   real("p", "p by chi-squared; may underflow"),
                                   real("p_holm", "p adjusted by Holm over all tests of the table"),
                                   share("epsilon_squared", "the size of the effect: h / (n - 1)"),
                                   real("log10_p", "log10 of p")}},
            .needs = kNeedsActivities,
            .fill = [](const Findings& f, core::Table& table) {
                compare_licenses(
                    f, [&](const LicenseSamples& samples) { fill_kruskal(samples, table); });
            }};
}

Row dunn_row() {
    return {.schema = {.name = "dunn",
                       .help = "two classes of licences compared by ranks among all three",
                       .columns = {activity_column(), term("group_a", "a class of licences"),
                                   term("group_b", "another class"),
                                   counted("n_a", "models of group_a"),
                                   counted("n_b", "models of group_b"),
                                   real("z", "Dunn's z; > 0 when group_a tends to have more"),
                                   real("p", "two-sided p; may underflow"),
                                   real("p_holm", "p adjusted by Holm over all tests of the table"),
                                   real("log10_p", "log10 of p")}},
            .needs = kNeedsActivities,
            .fill = [](const Findings& f, core::Table& table) {
                compare_licenses(f,
                                 [&](const LicenseSamples& samples) { fill_dunn(samples, table); });
            }};
}

Row van_elteren_row() {
    return {
        .schema = {.name = "van_elteren",
                   .help = "two classes of licences compared within the same task and year of "
                           "creation",
                   .columns = {activity_column(), term("group_a", "a class of licences"),
                               term("group_b", "another class"),
                               counted("strata", "tasks and years in which both have models"),
                               counted("n_a", "models of group_a there"),
                               counted("n_b", "models of group_b there"),
                               real("z", "van Elteren's z; > 0 when group_a tends to have more"),
                               real("p", "two-sided p; may underflow"),
                               real("p_holm", "p adjusted by Holm over all tests of the table"),
                               real("delta", "Cliff's delta of the strata, weighed"),
                               real("log10_p", "log10 of p")}},
        .needs = kNeedsActivities | kNeedsPeers,
        .fill = [](const Findings& f, core::Table& table, Result& remarks) {
            compare_licenses(f, [&](const LicenseSamples& samples) {
                fill_van_elteren(f.data, samples, table, remarks);
            });
        }};
}

Row top_row() {
    return {.schema = {.name = "top",
                       .help = "the repositories with most of an activity",
                       .columns = {kind_column(), activity_column(), rank_column(),
                                   repository_id("repo", "the repository's id"),
                                   integer("value", "its number")}},
            .needs = kNeedsActivities | kNeedsIds,
            .fill = fill_top_of_settings};
}

Row activity_row() {
    return {
        .schema = {.name = "activity",
                   .help = "a repository: everything that is counted of it",
                   .columns = {repository_number("repo_id",
                                                 "number of the repository in the store"),
                               kind_column(), repository_id("id", "its name"),
                               owner_name("owner", "what stands before the slash"),
                               counted("n_likes", "likes"),
                               counted("n_downloads", "downloads in 30 days; not of spaces"),
                               counted("n_commits", "commits on the default branch"),
                               counted("n_committers", "developers who wrote them"),
                               counted("n_discussions", "discussions and pull requests"),
                               counted("n_disc_starters", "developers who started them"),
                               counted("n_community", "developers who did either"),
                               counted("n_usage_spaces", "spaces that use it; of models only")}},
        .needs = kNeedsActivities | kNeedsIds | kNeedsRepoIds,
        .fill = [](const Findings& f, core::RowSink& rows) { fill_activity(f.kinds, rows); }};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{
        summary_row(),       seven_numbers_row(), pareto_row(),     pareto_shares_row(),
        concentration_row(), distribution_row(),  power_law_row(),  correlations_row(),
        licenses_row(),      mann_whitney_row(),  top_row(),        activity_row(),
        kruskal_row(),       dunn_row(),          van_elteren_row()};
    return kRows;
}

}  // namespace hubmine::analysis::activity
