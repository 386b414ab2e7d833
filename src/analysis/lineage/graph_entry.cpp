#include "lineage/graph_entry.hpp"

#include "hubmine/analysis/common/input_files.hpp"
#include "hubmine/core/error.hpp"

#include "common/graph_question.hpp"
#include "common/owner.hpp"
#include "lineage/findings.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

using core::CellType;

/// By node: whether it is within reach of the root, when one is named.
std::vector<bool> near_root(const Findings& findings) {
    const std::size_t nodes = findings.graph.models.size();
    std::vector<bool> chosen(nodes, !findings.root);
    if (!findings.root) {
        return chosen;
    }
    const auto root = findings.graph.node_of(*findings.root);
    if (!root) {
        return chosen;
    }
    const auto deepest = static_cast<std::uint64_t>(findings.settings.depth);
    const auto distance = network::distances(findings.graph.digraph, std::span(&*root, 1));
    for (std::size_t node = 0; node < nodes; ++node) {
        chosen[node] =
            distance[node] != network::kUnreached && (deepest == 0 || distance[node] <= deepest);
    }
    return chosen;
}

/// The chosen nodes by descendants, children and id, at most `top`; all of them in the order of the
/// store without it.
std::vector<Node> first_of(const Findings& findings, const std::vector<bool>& chosen,
                           const GraphCut& cut) {
    std::vector<Node> nodes;
    const auto take = [&](Node node) {
        if (chosen[node] && (!cut.top || nodes.size() < static_cast<std::size_t>(*cut.top))) {
            nodes.push_back(node);
        }
    };
    if (!cut.top) {
        for (Node node = 0; node < chosen.size(); ++node) {
            take(node);
        }
        return nodes;
    }
    std::vector<Node> leaves;
    for (Node node = 0; node < chosen.size(); ++node) {
        if (findings.children(node) == 0) {
            leaves.push_back(node);
        }
    }
    std::sort(leaves.begin(), leaves.end(),
              [&findings](Node a, Node b) { return findings.id(a) < findings.id(b); });
    std::for_each(findings.ranking.begin(), findings.ranking.end(), take);
    std::for_each(leaves.begin(), leaves.end(), take);
    return nodes;
}

core::Table node_table(const Findings& findings, const std::vector<Node>& nodes) {
    const store::Repos& models = findings.models();
    core::Table table({.name = "nodes",
                       .columns = {{"id"},
                                   {"owner"},
                                   {"likes", CellType::kInteger},
                                   {"downloads", CellType::kInteger},
                                   {"parameters", CellType::kInteger},
                                   {"license_class"},
                                   {"generation", CellType::kInteger},
                                   {"children", CellType::kInteger},
                                   {"descendants", CellType::kInteger}}});
    for (const Node node : nodes) {
        const std::uint32_t model = findings.graph.models[node];
        table.add_row({std::string(models.id[model]), owner_cell(models.id[model]),
                       core::cell_or_missing(models.likes[model]),
                       core::cell_or_missing(models.downloads[model]),
                       core::cell_or_missing(models.parameters[model]),
                       std::string(class_name(findings.classes.of(models.license[model]))),
                       generation_cell(findings.graph, node), findings.children(node),
                       findings.descendants[node]});
    }
    return table;
}

core::Table edge_table(const Findings& findings, const std::vector<Node>& nodes) {
    core::Table table(
        {.name = "edges",
         .columns = {{"source"}, {"target"}, {"weight", CellType::kInteger}, {"relation"}}});
    for (const LineageEdge& edge : edges_among(findings, nodes)) {
        table.add_row({std::string(findings.id(edge.parent)), std::string(findings.id(edge.child)),
                       std::int64_t{1}, std::string(relation_name(edge.relation))});
    }
    return table;
}

OptionRows graph_rows(Settings& settings, GraphCut& cut) {
    OptionRows rows{snapshot_option(settings), licenses_option(settings),
                    root_option(settings, "only this model and what descends from it"),
                    depth_option(settings, "only so many generations below the root")};
    for (core::Option& row : cut_options(cut, "only the models of most descendants")) {
        rows.push_back(std::move(row));
    }
    return rows;
}

void settle_graph(Settings& settings, const std::filesystem::path& /*config_folder*/) {
    if (settings.depth > 0 && settings.root.empty()) {
        throw core::UsageError("--depth means nothing without --root");
    }
}

}  // namespace

store::DatasetOptions graph_reading(const Settings& settings) {
    using store::RepoColumn;
    store::DatasetOptions wanted{
        .snapshot = settings.snapshot,
        .parts = {.kinds = {core::Kind::kModel}, .named_model = settings.root}};
    wanted.parts.columns_of(core::Kind::kModel) = {RepoColumn::kId,      RepoColumn::kBaseModels,
                                                   RepoColumn::kLikes,   RepoColumn::kDownloads,
                                                   RepoColumn::kLicense, RepoColumn::kParameters};
    return wanted;
}

/// Lists are doubted by themselves, and histories are no part of this graph.
std::vector<std::string> doubts_about_graph_reading(const store::Dataset& /*data*/) {
    return {};
}

std::vector<std::string> doubts_about_graph_files(const store::Dataset& data,
                                                  const Settings& settings) {
    Doubts doubts;
    doubt_licenses(data, settings, doubts);
    return doubts;
}

std::vector<LineageEdge> edges_among(const Findings& findings, const std::vector<Node>& nodes) {
    std::vector<bool> kept(findings.graph.models.size(), false);
    for (const Node node : nodes) {
        kept[node] = true;
    }
    std::vector<LineageEdge> edges;
    for (const LineageEdge& edge : findings.graph.lineage.edges) {
        if (kept[edge.parent] && kept[edge.child]) {
            edges.push_back(edge);
        }
    }
    return edges;
}

GraphTables tables_of(const Findings& findings, const std::vector<Node>& nodes) {
    return {.nodes = node_table(findings, nodes), .edges = edge_table(findings, nodes)};
}

GraphTables lineage_graph(const store::Dataset& data, const Settings& settings,
                          const GraphCut& cut) {
    if (cut.min_weight.value_or(0) > 1) {
        throw core::UsageError("every edge of a lineage weighs 1: --top makes the graph smaller");
    }
    const std::shared_ptr<const Findings> findings =
        measure(data, settings, kNeedsDescendants | kNeedsLicenses);
    return tables_of(*findings, first_of(*findings, near_root(*findings), cut));
}

GraphEntry graph_entry() {
    return {.name = "lineage",
            .help = "Models, from what others were made of to what was made of them",
            .directed = true,
            .ask = []() -> std::unique_ptr<GraphQuestion> {
                return std::make_unique<GraphQuestionOf<Settings>>(
                    Drawing<Settings>{graph_rows, settle_graph, graph_reading, lineage_graph,
                                      doubts_about_graph_reading, doubts_about_graph_files});
            }};
}

}  // namespace hubmine::analysis::lineage
