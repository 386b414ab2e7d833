#include "topics/tables.hpp"

#include "common/columns.hpp"

namespace hubmine::analysis::topics {

namespace {

core::Column owner_type_column() {
    return term("entity_type",
                "company, university, ...; individual or organisation where the list does not have "
                "the owner, unknown where nobody tells");
}

core::Column downloads_column() {
    return counted("downloads", "their downloads in 30 days; not of spaces");
}

core::Column last_year_column() {
    return counted("created_last_year", "created in the year (365.25 days) before the snapshot");
}

core::Column year_before_column() {
    return counted("created_year_before", "created in the year before that");
}

core::Column growth_column() {
    return real("growth", "created_last_year as a multiple of created_year_before, less 1");
}

core::Column measure_column() {
    return term("measure", "downloads (of 30 days) or downloads_all_time");
}

TableRow<Findings> language_summary_row() {
    return {
        .schema = {.name = "language_summary",
                   .help = "a kind, then its years of creation: how many repositories declare a "
                           "language",
                   .columns =
                       {kind_column(), integer("year", "year of creation (UTC); none for all"),
                        integer("floored",
                                "1: those that the Hub dates to its first day; none for all"),
                        counted("repositories", "repositories of the kind and year"),
                        counted("declaring", "those that name a language or say multilingual"),
                        share("declaring_share", "their share of the repositories"),
                        counted("english", "declaring ones that name English"),
                        share("english_share", "their share of the declaring ones"),
                        counted("english_only", "those that name nothing else"),
                        counted("other_only", "those that name languages, but not English"),
                        counted("multilingual", "those that say so, or name two languages or more"),
                        counted("languages", "distinct languages"),
                        counted("from_card", "declaring ones whose card told"),
                        counted("from_tags", "whose tags language:... told"),
                        counted("from_bare_tags", "models of which a tag of two letters told"),
                        counted("unknown_codes",
                                "texts in place of a language that are none, by repository")},
                   .headline = true},
        .needs = kNeedsLanguages,
        .fill = fill_language_summary};
}

TableRow<Findings> languages_row() {
    return {.schema = {.name = "languages",
                       .help = "a language of a kind, most repositories first",
                       .columns = {kind_column(), rank_column(),
                                   term("language", "two letters (ISO 639), else three"),
                                   term("name", "in English; none for codes of three letters"),
                                   counted("repositories", "repositories that declare it"),
                                   share("share", "of the repositories that declare any"),
                                   counted("only", "repositories that declare nothing else"),
                                   owners_counted("owners", "their owners"),
                                   counted("likes", "their likes"), downloads_column(),
                                   share("downloads_share",
                                         "of the downloads of repositories that declare any"),
                                   last_year_column(), year_before_column(), growth_column()},
                       .headline = true,
                       .may_be_empty = "no repository may declare a language"},
            .needs = kNeedsLanguages,
            .fill = fill_languages};
}

TableRow<Findings> domains_row() {
    return {.schema = {.name = "domains",
                       .help = "a domain of a kind: repositories with a tag, task or library of it",
                       .columns = {kind_column(), term("domain", "as the list of domains names it"),
                                   counted("repositories", "repositories in it"),
                                   share("share", "of all of the kind"),
                                   owners_counted("owners", "their owners"),
                                   counted("likes", "their likes"), downloads_column(),
                                   share("downloads_share", "of all downloads of the kind"),
                                   last_year_column(), year_before_column(), growth_column(),
                                   share("hhi",
                                         "Herfindahl-Hirschman index of repositories over "
                                         "owners")}},
            .needs = kNeedsDomains,
            .fill = fill_domains};
}

TableRow<Findings> domain_owners_row() {
    return {
        .schema = {.name = "domain_owners",
                   .help = "an owner in a domain, most downloads (of spaces: likes) first",
                   .columns = {kind_column(), term("domain", "as the list of domains names it"),
                               rank_column(),
                               owner_name("owner", "a person or an organisation on the Hub"),
                               entity_name("entity",
                                           "who is behind the owner; the owner itself where "
                                           "the list does not have it"),
                               owner_type_column(), term("country", "where the entity is based"),
                               counted("repositories", "the owner's repositories in the domain"),
                               counted("likes", "their likes"), downloads_column(),
                               share("share", "of the downloads (likes) of the domain")},
                   .may_be_empty = "no repository may be in a domain"},
        .needs = kNeedsDomains | kNeedsOwners,
        .fill = fill_domain_owners};
}

TableRow<Findings> tasks_row() {
    return {
        .schema = {.name = "tasks",
                   .help = "a pipeline tag of models, most downloads first",
                   .columns = {rank_column(),
                               term("task", "the pipeline tag; none: models without one"),
                               term("modality", "nlp, cv, audio, ...: what it works on"),
                               counted("models", "models with it"), share("share", "of all models"),
                               counted("downloads", "their downloads in 30 days"),
                               share("downloads_share", "of the downloads of all models"),
                               counted("in_top_10",
                                       "of the 10 models with most downloads, those with it"),
                               counted("in_top_100", "of the first 100")}},
        .needs = kNeedsTasks,
        .fill = fill_tasks};
}

TableRow<Findings> evaluation_row() {
    return {
        .schema = {.name = "evaluation",
                   .help = "how many of the most downloaded datasets are made for evaluation",
                   .columns = {measure_column(),
                               integer("top_n", "how many of the first are looked at; 0: all"),
                               counted("datasets", "so many datasets there are"),
                               counted("evaluation", "those made for evaluation, by a heuristic"),
                               share("evaluation_share", "their share of the datasets"),
                               share("downloads_share", "their share of the datasets' downloads")},
                   .headline = true},
        .needs = kNeedsEvaluation,
        .fill = fill_evaluation};
}

TableRow<Findings> evaluation_datasets_row() {
    return {.schema = {.name = "evaluation_datasets",
                       .help = "one of the most downloaded datasets, and why it counts",
                       .columns = {measure_column(), rank_column(),
                                   repository_id("dataset", "the dataset's id"),
                                   owner_name("owner", "the part of the id before the slash"),
                                   owner_type_column(), counted("value", "its downloads"),
                                   integer("evaluation", "1: made for evaluation"),
                                   term("rule", "official, tag, name or listed: why")}},
            .needs = kNeedsEvaluation | kNeedsOwners,
            .fill = fill_evaluation_datasets};
}

TableRow<Findings> cards_row() {
    return {.schema = {.name = "cards",
                       .help = "a field of cards: how many tell it",
                       .columns = {kind_column(),
                                   term("field", "of the card; card: any; arxiv, doi: by a tag"),
                                   counted("repositories", "those where it is not empty"),
                                   share("share", "of all of the kind"),
                                   share("downloads_share", "of all downloads of the kind")}},
            .needs = kNeedsCards,
            .fill = fill_cards};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{
        language_summary_row(),    languages_row(), domains_row(),
        domain_owners_row(),       tasks_row(),     evaluation_row(),
        evaluation_datasets_row(), cards_row()};
    return kRows;
}

}  // namespace hubmine::analysis::topics
