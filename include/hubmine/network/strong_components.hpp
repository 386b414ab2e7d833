#pragma once

#include "hubmine/network/digraph.hpp"

namespace hubmine::network {

/// Which strongly connected component each node is in: the largest sets of nodes that all lead to
/// one another.
struct StrongComponents {
    /// By node. An edge between two components leads from the higher number to the lower one, so
    /// that ascending numbers are a reverse topological order of what cycles leave.
    std::vector<std::uint32_t> component;
    std::vector<std::size_t> offsets{0};  ///< component i: nodes[offsets[i] .. offsets[i+1])
    std::vector<Node> nodes;              ///< ascending within a component

    [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
    [[nodiscard]] std::span<const Node> operator[](std::size_t i) const {
        return std::span(nodes).subspan(offsets[i], offsets[i + 1] - offsets[i]);
    }
};

/// Tarjan 1972 ("Depth-first search and linear graph algorithms"), with a stack of its own instead
/// of recursion: O(nodes + edges), however long a chain is. A node on no cycle is a component of
/// its own.
[[nodiscard]] StrongComponents strong_components(const Digraph& graph);

}  // namespace hubmine::network
