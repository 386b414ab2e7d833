#pragma once

#include "hubmine/network/components.hpp"
#include "hubmine/network/digraph.hpp"
#include "hubmine/network/reach.hpp"
#include "hubmine/network/strong_components.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/lineage_edges.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace hubmine::analysis::lineage {

using network::Node;

/// The models that are on an edge, as a graph from parents to children.
struct Graph {
    std::vector<std::uint32_t> models;  ///< by node, ascending: its index into models
    LineageEdges lineage;               ///< edges are of nodes here, by child, then parent
    network::Digraph digraph;
    network::Components trees;
    network::StrongComponents cycles;
    /// By node: edges on the shortest way from a node without parents; network::kUnreached where
    /// only cycles lead.
    std::vector<std::uint32_t> generation;

    [[nodiscard]] std::optional<Node> node_of(std::uint32_t model) const;
    /// Of an edge that is there.
    [[nodiscard]] Relation relation_of(Node parent, Node child) const;
    [[nodiscard]] bool is_in_a_cycle(Node node) const {
        return cycles[cycles.component[node]].size() > 1;
    }
};

/// Needs the column kBaseModels of models.
[[nodiscard]] Graph build_graph(const store::Dataset& data);

}  // namespace hubmine::analysis::lineage
