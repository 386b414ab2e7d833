#include "roles/tables.hpp"

#include "common/columns.hpp"

namespace hubmine::analysis::roles {

namespace {

using Row = TableRow<Findings>;

core::Column scope_kind_column() {
    return term("kind", "model, dataset or space; all: all of them together");
}

core::Column discussions_column() {
    return counted("discussions", "discussions, pull requests among them, but for those of bots");
}

Row summary_row() {
    return {.schema = {.name = "summary",
                       .help = "a kind: who commits, who starts discussions, who does both",
                       .columns = {scope_kind_column(),
                                   counted("repositories", "both of whose histories were read"),
                                   counted("repositories_unread", "the others"),
                                   counted("active", "repositories with a committer and a starter"),
                                   people_counted("developers",
                                                  "who committed or started a discussion"),
                                   people_counted("only_commit", "who only committed"),
                                   people_counted("only_discuss", "who only started discussions"),
                                   people_counted("both", "who did both"),
                                   share("only_commit_share", "of the developers"),
                                   share("only_discuss_share", "of the developers"),
                                   share("both_share", "of the developers"),
                                   people_counted("core_developers",
                                                  "the fewest who made 80 % of all commits"),
                                   share("core_share", "of those who committed")},
                       .headline = true},
            .fill = fill_summary};
}

Row repositories_row() {
    return {
        .schema = {.name = "repositories",
                   .help = "a repository, largest community first",
                   .columns = {rank_column(), kind_column(), repository_id("repository", "its id"),
                               people_counted("community", "who committed or started a discussion"),
                               people_counted("committers", "who committed"),
                               people_counted("starters", "who started a discussion"),
                               people_counted("only_commit", "who only committed"),
                               people_counted("only_discuss", "who only started discussions"),
                               people_counted("both", "who did both"),
                               counted("absence_factor",
                                       "the fewest who made half of its commits (CHAOSS)"),
                               moment("first_at", "when the first of them did something"),
                               moment("last_at", "when the last one did")},
                   .may_be_empty = "bots may be the only ones who do anything"},
        .fill = fill_repositories};
}

Row journeys_row() {
    return {.schema = {.name = "journeys",
                       .help = "a kind and a scope: who of those that do both did what first",
                       .columns = {scope_kind_column(),
                                   term("scope",
                                        "repository: in one and the same; outsiders: there, but "
                                        "for its owner; hub: anywhere"),
                                   people_counted("both", "who did both"),
                                   people_counted("discussion_first", "who discussed first"),
                                   people_counted("commit_first", "who committed first"),
                                   people_counted("same_time", "who did both at one time"),
                                   counted("undated", "of whom one time is not known"),
                                   share("discussion_first_share", "of those with both times"),
                                   people_counted("via_pull_request",
                                                  "who discussed first, by a pull request"),
                                   share("conversion",
                                         "who discussed first, of them and those who only discuss"),
                                   days("days_p25",
                                        "first quartile of the days from the first discussion to "
                                        "the first commit"),
                                   days("days_p50", "their median"),
                                   days("days_p75", "their third quartile")},
                       .headline = true},
            .fill = fill_journeys};
}

Row newcomers_row() {
    return {
        .schema = {.name = "newcomers",
                   .help = "a period: who was active, and who for the first time",
                   .columns = {term("period", "of the option --every"),
                               people_counted("active", "who did something in it"),
                               people_counted("newcomers", "who had never done anything before"),
                               people_counted("by_commit", "newcomers who began with a commit"),
                               people_counted("by_discussion",
                                              "who began with a discussion (both at equal times)"),
                               people_counted("returning", "the others who were active")},
                   .may_be_empty = "nothing of what was done may have a date"},
        .needs = kNeedsPeriods,
        .fill = fill_newcomers};
}

Row retention_row() {
    return {.schema = {.name = "retention",
                       .help = "newcomers of a period, some periods later",
                       .columns = {term("cohort", "the period that they came in"),
                                   people_counted("size", "newcomers of that period"),
                                   integer("after", "so many periods later, 1 to 12"),
                                   people_counted("active", "those of them who did something then"),
                                   share("share", "of the newcomers")},
                       .may_be_empty = "all may have come in the period of the snapshot"},
            .needs = kNeedsPeriods,
            .fill = fill_retention};
}

Row developers_row() {
    return {
        .schema = {.name = "developers",
                   .help = "a developer, most commits first",
                   .columns = {rank_column(),
                               person_name("developer", "name, or pseudonym with --pseudonyms"),
                               term("role", "commit, discuss or both"),
                               counted("repositories", "where they did either"),
                               counted("commits", "commits that name them"),
                               counted("discussions", "that they started, with pull requests"),
                               counted("pull_requests", "that they opened"),
                               term("first_kind", "commit or discussion; both: at one time"),
                               moment("first_at", "when they first did something"),
                               moment("last_at", "when they last did something"),
                               integer("core", "1 = of the fewest who made 80 % of all commits")},
                   .may_be_empty = "bots may be the only ones who do anything"},
        .fill = fill_developers};
}

Row pull_requests_row() {
    return {.schema = {.name = "pull_requests",
                       .help = "a type of owner (all first): what becomes of pull requests",
                       .columns = {scope_kind_column(),
                                   term("entity_type",
                                        "of the owner: company, university, ..., or all"),
                                   counted("repositories", "both of whose histories were read"),
                                   discussions_column(),
                                   counted("pull_requests", "those that are pull requests"),
                                   counted("merged", "that were merged"),
                                   counted("closed", "that were closed without"),
                                   counted("open", "the others"),
                                   share("merged_share", "merged, of the merged and the closed"),
                                   counted("by_outsiders",
                                           "of those who neither own the repository nor had "
                                           "committed to it before"),
                                   share("outsider_share", "their share of the pull requests"),
                                   share("outsider_merged_share",
                                         "merged, of the merged and the closed ones of theirs")},
                       .headline = true},
            .fill = fill_pull_requests};
}

Row exchange_row() {
    return {
        .schema = {.name = "exchange",
                   .help = "developers at home in one listed entity who commit to another's",
                   .columns = {entity_name("source", "the entity that got most of their commits"),
                               entity_name("target", "another one that got some"),
                               people_counted("developers", "how many they are"),
                               counted("commits", "what they committed there")},
                   .may_be_empty = "nobody may commit to two organisations of the list"},
        .fill = fill_exchange};
}

Row subjects_row() {
    return {.schema = {.name = "subjects",
                       .help = "a subject of discussion titles; one may have several",
                       .columns = {scope_kind_column(),
                                   term("subject",
                                        "as the list of subjects names it; other: none of them"),
                                   discussions_column(), share("share", "of all of the kind"),
                                   counted("pull_requests", "those that are pull requests"),
                                   counted("repositories", "where they are")}},
            .needs = kNeedsTitles,
            .fill = fill_subjects};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{
        summary_row(),    repositories_row(),  journeys_row(), newcomers_row(), retention_row(),
        developers_row(), pull_requests_row(), exchange_row(), subjects_row()};
    return kRows;
}

}  // namespace hubmine::analysis::roles
