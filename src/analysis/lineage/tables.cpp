#include "lineage/tables.hpp"

#include "common/columns.hpp"

#include <string>

namespace hubmine::analysis::lineage {

namespace {

const char* const kNoEdges = "no model may name another one that is there";

core::Column model_column(std::string meaning) {
    return repository_id("model", std::move(meaning));
}
core::Column owner_name_column() {
    return owner_name("owner", "the part of the id before the slash");
}
core::Column relation_column(std::string meaning) {
    return term("relation", std::move(meaning));
}
core::Column verdict_column() {
    return term("verdict",
                "kept, none, dropped, added, unclear, tightened, loosened or changed licence");
}
core::Column leverage_column() {
    return real("leverage", "descendant_downloads / downloads; none without downloads");
}

TableRow<Findings> summary_row() {
    return {
        .schema = {.name = "summary",
                   .help = "all models in one row: how many were made from how many",
                   .columns = {counted("models", "models that are present"),
                               counted("claiming", "those that name a parent"),
                               share("claiming_share", "their share of the models"),
                               counted("claims", "times that a parent is named"),
                               counted("edges", "pairs of a parent that is there and a child"),
                               counted("parents", "models with children"),
                               counted("children", "models with a parent"),
                               counted("roots", "models with children and no parent"),
                               counted("orphans", "models none of whose claims is good"),
                               counted("isolated", "models with neither edge nor claim"),
                               counted("linked", "models on an edge"),
                               counted("merged", "models with two parents or more"),
                               counted("trees", "sets of models that edges hold together"),
                               counted("largest_tree", "models of the largest of them"),
                               repository_id("largest_tree_root", "its model of most descendants"),
                               integer("generations",
                                       "the largest distance from a model "
                                       "without parents"),
                               counted("cycles", "sets of models that descend from each other"),
                               counted("cyclic_models", "models in them"),
                               counted("self_claims", "claims that name the model itself"),
                               counted("missing_claims", "claims that name nobody known"),
                               counted("removed_claims", "claims of what is there no more"),
                               counted("duplicate_claims", "claims beyond the first of an edge")},
                   .headline = true},
        .needs = kNeedsOffspring | kNeedsLicenses,
        .fill = fill_summary};
}

TableRow<Findings> relations_row() {
    return {.schema = {.name = "relations",
                       .help = "a way in which models were made from others, all of them first",
                       .columns =
                           {relation_column("all, adapter, finetune, merge, quantized or unknown"),
                            counted("edges", "edges of that relation"),
                            share("share", "their share of all edges"),
                            counted("parents", "distinct parents on them"),
                            counted("children", "distinct children on them"),
                            owners_counted("owners", "distinct owners of these children"),
                            share("external_share", "share of edges between two owners"),
                            share("leaf_share", "share of the children that have none themselves"),
                            counted("downloads", "downloads of the children in 30 days"),
                            counted("likes", "likes of the children"),
                            counted("lags", "edges of which both dates are known"),
                            days("lag_days_p25", "first quartile of the time from parent to child"),
                            days("lag_days_p50", "median of it"),
                            days("lag_days_p75", "third quartile of it"),
                            counted("negative_lags", "children that are older than the parent")},
                       .headline = true},
            .needs = kNeedsMetrics | kNeedsOwners | kNeedsDates,
            .fill = fill_relations};
}

TableRow<Findings> models_row() {
    return {.schema = {.name = "models",
                       .help = "a model with children, most descendants first",
                       .columns = {rank_column(), model_column("its id"), owner_name_column(),
                                   integer("generation",
                                           "distance from a model without parents; "
                                           "none where only cycles lead"),
                                   counted("children", "models made from it"),
                                   counted("adapter", "children that are adapters"),
                                   counted("finetune", "children that are finetuned"),
                                   counted("merge", "children that are merges"),
                                   counted("quantized", "children that are quantized"),
                                   counted("unknown", "children of which it is not known"),
                                   counted("descendants", "models that descend from it"),
                                   counted("descendant_owners", "their distinct owners"),
                                   counted("external_descendants", "those of other owners"),
                                   counted("downloads", "its downloads in 30 days"),
                                   counted("likes", "its likes"),
                                   counted("descendant_downloads", "downloads of descendants"),
                                   counted("descendant_likes", "likes of descendants"),
                                   leverage_column()},
                       .headline = true,
                       .may_be_empty = kNoEdges},
            .needs = kNeedsOffspring,
            .fill = fill_models};
}

TableRow<Findings> owners_row() {
    return {
        .schema = {.name = "owners",
                   .help = "an owner whose models others build on, most descendants first",
                   .columns = {rank_column(), owner_name_column(),
                               entity_name("entity",
                                           "the company, university, ... behind the owner"),
                               term("entity_type", "company, university, ..."),
                               term("country", "where the entity is based"),
                               counted("models", "models of the owner"),
                               counted("parents", "those with children"),
                               counted("derivatives", "those with a parent"),
                               counted("children", "edges from the owner's models"),
                               counted("external_children", "those to models of other owners"),
                               counted("descendants",
                                       "models of other owners that descend from "
                                       "the owner's"),
                               counted("descendant_owners", "their distinct owners"),
                               counted("downloads", "downloads of the owner's models in 30 days"),
                               counted("descendant_downloads", "downloads of the descendants"),
                               leverage_column()},
                   .may_be_empty = kNoEdges},
        .needs = kNeedsOwnerOffspring,
        .fill = fill_owners};
}

TableRow<Findings> generations_row() {
    return {.schema = {.name = "generations",
                       .help = "a distance from a root, or from all models without parents",
                       .columns = {repository_id("root", "the model of --root; none: from all"),
                                   integer("generation", "edges on the shortest way"),
                                   counted("models", "models at that distance"),
                                   owners_counted("owners", "their distinct owners"),
                                   counted("downloads", "their downloads in 30 days"),
                                   counted("likes", "their likes"),
                                   days("lag_days_p50",
                                        "median time from the parent, or from the root")},
                       .may_be_empty = kNoEdges},
            .needs = kNeedsMetrics | kNeedsOwners | kNeedsDates,
            .fill = fill_generations};
}

TableRow<Findings> tree_row() {
    return {.schema = {.name = "tree",
                       .help = "a descendant of the root, nearest first; the root before them",
                       .columns = {repository_id("root",
                                                 "the model of --root, else that of most "
                                                 "descendants"),
                                   model_column("the descendant"),
                                   integer("generation", "edges on the shortest way from the root"),
                                   repository_id("parent", "its parent one generation nearer"),
                                   relation_column("how it was made from that parent"),
                                   counted("children", "models made from it"),
                                   counted("descendants", "models that descend from it"),
                                   term("license", "its licence"),
                                   term("license_class",
                                        "permissive, restrictive, none or unclassified"),
                                   counted("parameters", "how many it has"),
                                   counted("downloads", "downloads in 30 days"),
                                   counted("likes", "likes"),
                                   moment("created_at", "when it was created")},
                       .may_be_empty = kNoEdges},
            .needs =
                kNeedsDescendants | kNeedsMetrics | kNeedsDates | kNeedsLicenses | kNeedsParameters,
            .fill = fill_tree};
}

TableRow<Findings> flow_row() {
    return {
        .schema = {.name = "flow",
                   .help = "edges from one group of models to another, most first",
                   .columns = {term("by", "owner, entity, entity_type, country or task"),
                               group_name("source", "the group of the parents; none: not known"),
                               group_name("target", "the group of the children; none: not known"),
                               counted("edges", "edges between them"),
                               counted("children", "distinct children on them"),
                               counted("downloads", "downloads of these in 30 days")},
                   .may_be_empty = kNoEdges},
        .needs = kNeedsMetrics | kNeedsOwners | kNeedsTasks,
        .fill = fill_flow};
}

TableRow<Findings> licenses_row() {
    return {.schema = {.name = "licenses",
                       .help = "what becomes of a licence along edges, by relation",
                       .columns = {relation_column("all, adapter, finetune, merge, quantized or "
                                                   "unknown"),
                                   verdict_column(), counted("edges", "edges of that verdict"),
                                   share("share", "their share of the relation's edges")}},
            .needs = kNeedsLicenses,
            .fill = fill_licenses};
}

TableRow<Findings> license_pairs_row() {
    return {.schema = {.name = "license_pairs",
                       .help = "two different licences along edges, most frequent first",
                       .columns = {rank_column(), term("parent_license", "of the parent"),
                                   term("child_license", "of the child"), verdict_column(),
                                   counted("edges", "edges between the two")},
                       .may_be_empty = "every licence may be kept"},
            .needs = kNeedsLicenses,
            .fill = fill_license_pairs};
}

TableRow<Findings> degrees_row() {
    return {.schema = {.name = "degrees",
                       .help = "a number of children or descendants, and how many reach it",
                       .columns = {term("measure", "children or descendants"),
                                   integer("value", "a number that occurs, from 1"),
                                   counted("models", "models that have it"),
                                   share("ccdf",
                                         "share of models with children that have at "
                                         "least it")},
                       .may_be_empty = kNoEdges},
            .needs = kNeedsDescendants,
            .fill = fill_degrees};
}

TableRow<Findings> problems_row() {
    return {.schema = {.name = "problems",
                       .help = "a claim that makes no edge, or an edge in a cycle",
                       .columns = {model_column("the model that claims"),
                                   repository_id("parent", "as claimed; in a cycle its present id"),
                                   relation_column("as claimed"),
                                   term("problem", "self, missing, removed, duplicate or cycle")},
                       .may_be_empty = "every claim may be good"},
            .needs = 0,
            .fill = fill_problems};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{summary_row(), relations_row(),   models_row(),
                                           owners_row(),  generations_row(), tree_row(),
                                           flow_row(),    licenses_row(),    license_pairs_row(),
                                           degrees_row(), problems_row()};
    return kRows;
}

}  // namespace hubmine::analysis::lineage
