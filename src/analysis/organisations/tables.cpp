#include "organisations/tables.hpp"

#include "common/columns.hpp"

namespace hubmine::analysis::organisations {

namespace {

using Row = TableRow<Findings>;

core::Column measure_column() {
    return term("measure",
                "repositories, likes, downloads, downloads_all_time, parameters, storage or "
                "derived (models of other owners made from it)");
}

core::Column type_column() {
    return term("entity_type",
                "company, university, non-profit, government, classroom, community, individual, "
                "organisation or unknown");
}

core::Column country_column() {
    return term("country", "two letters (ISO 3166-1); none where it is not known");
}

core::Column level_column() {
    return term("level", "owner, or entity: who stands behind owners");
}

core::Column owners_column() {
    return owners_counted("owners", "distinct owners; an id without one is its own");
}

core::Column repositories_column() {
    return counted("repositories", "their repositories");
}

core::Column known_column() {
    return counted("known", "of them, those whose number is known");
}

core::Column value_column() {
    return integer("value", "sum of the measure over those");
}

core::Column value_share_column() {
    return share("share", "of the sum over all repositories of the kind");
}

Row groups_row() {
    return {.schema = {.name = "groups",
                       .help = "a type or a country of owners",
                       .columns = {kind_column(), measure_column(),
                                   term("by", "entity_type or country"), rank_column(),
                                   term("name", "the type, or the country; none: not known"),
                                   owners_column(), repositories_column(), known_column(),
                                   value_column(), value_share_column(),
                                   real("mean", "mean over repositories whose number is known"),
                                   real("p50", "their median"), integer("max", "the largest"),
                                   repository_id("largest", "the repository that has it")},
                       .headline = true},
            .needs = kNeedsPopularity | kNeedsAllMeasures,
            .fill = fill_groups};
}

Row ranking_row() {
    return {
        .schema = {.name = "ranking",
                   .help = "an owner or an entity, ranked by a measure",
                   .columns = {kind_column(), measure_column(), level_column(), rank_column(),
                               entity_name("name", "of the owner, or of the entity"),
                               entity_name("entity", "who stands behind it"),
                               integer("listed", "1 = the list of organisations has the entity"),
                               type_column(), country_column(), owners_column(),
                               repositories_column(), known_column(), value_column(),
                               value_share_column(),
                               share("cumulative_share", "of this and all rows before it")},
                   .headline = true},
        .needs = kNeedsPopularity | kNeedsAllMeasures,
        .fill = fill_ranking};
}

Row leaders_row() {
    return {.schema = {.name = "leaders",
                       .help = "a type of owners among the first repositories of a measure",
                       .columns = {kind_column(),
                                   term("measure", "likes, downloads or downloads_all_time"),
                                   integer("top_n", "so many first repositories"), type_column(),
                                   owners_counted("owners", "distinct owners among them"),
                                   counted("repositories", "repositories of the type"),
                                   share("share", "of the first repositories that there are"),
                                   counted("platform", "of the type's, those of Hugging Face")}},
            .needs = kNeedsPopularity,
            .fill = fill_leaders};
}

Row concentration_row() {
    return {
        .schema = {.name = "concentration",
                   .help = "how few owners or entities hold how much of a measure",
                   .columns = {kind_column(), measure_column(), level_column(),
                               counted("n", "names whose number is known"),
                               integer("total", "what they hold together"),
                               share("gini", "Gini coefficient: 0 = all equal"),
                               share("hhi", "Herfindahl-Hirschman index: sum of squared shares"),
                               share("top_1_share", "held by the largest"),
                               share("top_10_share", "held by the 10 largest"),
                               share("top_50_share", "held by the 50 largest")}},
        .needs = kNeedsPopularity | kNeedsAllMeasures,
        .fill = fill_concentration};
}

Row coverage_row() {
    return {
        .schema = {.name = "coverage",
                   .help = "on what grounds the type of owners is known",
                   .columns = {kind_column(), term("basis", "list, overview, discussion or none"),
                               owners_column(), repositories_column(),
                               share("repository_share", "of all repositories of the kind"),
                               share("downloads_share",
                                     "of the downloads of the kind; not of spaces")},
                   .headline = true},
        .needs = kNeedsPopularity,
        .fill = fill_coverage};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{groups_row(), ranking_row(), leaders_row(),
                                           concentration_row(), coverage_row()};
    return kRows;
}

}  // namespace hubmine::analysis::organisations
