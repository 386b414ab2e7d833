#include "lineage/graph.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hubmine::analysis::lineage {

namespace {

/// Models that are on an edge, ascending; `edges` become edges between their places among them.
std::vector<std::uint32_t> number_linked(std::size_t models, std::vector<LineageEdge>& edges) {
    std::vector<std::uint32_t> place(models, 0);
    for (const LineageEdge& edge : edges) {
        place[edge.parent] = 1;
        place[edge.child] = 1;
    }
    std::vector<std::uint32_t> linked;
    for (std::uint32_t model = 0; model < models; ++model) {
        if (place[model] != 0) {
            place[model] = static_cast<std::uint32_t>(linked.size());
            linked.push_back(model);
        }
    }
    for (LineageEdge& edge : edges) {
        edge.parent = place[edge.parent];
        edge.child = place[edge.child];
    }
    return linked;
}

network::Digraph digraph_of(std::size_t nodes, const std::vector<LineageEdge>& edges) {
    std::vector<network::Edge> weighted;
    weighted.reserve(edges.size());
    for (const LineageEdge& edge : edges) {
        weighted.push_back({edge.parent, edge.child, 1});
    }
    return {nodes, weighted};
}

std::vector<Node> without_parents(const network::Digraph& digraph) {
    std::vector<Node> nodes;
    for (Node node = 0; node < digraph.node_count(); ++node) {
        if (digraph.in_degree(node) == 0) {
            nodes.push_back(node);
        }
    }
    return nodes;
}

}  // namespace

std::optional<Node> Graph::node_of(std::uint32_t model) const {
    const auto found = std::lower_bound(models.begin(), models.end(), model);
    return found != models.end() && *found == model
               ? std::optional(static_cast<Node>(found - models.begin()))
               : std::nullopt;
}

Relation Graph::relation_of(Node parent, Node child) const {
    const auto found =
        std::lower_bound(lineage.edges.begin(), lineage.edges.end(), std::pair(child, parent),
                         [](const LineageEdge& edge, const std::pair<Node, Node>& wanted) {
                             return std::pair(edge.child, edge.parent) < wanted;
                         });
    return found->relation;
}

Graph build_graph(const store::Dataset& data) {
    Graph graph{.models = {},
                .lineage = lineage_edges(data),
                .digraph = {},
                .trees = {},
                .cycles = {},
                .generation = {}};
    std::vector<LineageEdge>& edges = graph.lineage.edges;
    graph.models = number_linked(data.of(core::Kind::kModel).size(), edges);
    graph.digraph = digraph_of(graph.models.size(), edges);
    graph.trees = network::weak_components(graph.digraph);
    graph.cycles = network::strong_components(graph.digraph);
    graph.generation = network::distances(graph.digraph, without_parents(graph.digraph));
    return graph;
}

}  // namespace hubmine::analysis::lineage
