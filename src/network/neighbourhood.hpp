#pragma once

#include "hubmine/network/digraph.hpp"

#include <algorithm>

namespace hubmine::network {

/// A distinct neighbour and the edges that join it.
struct Adjacent {
    Node node = 0;
    bool to = false;    ///< there is an edge to it
    bool from = false;  ///< there is an edge from it
    double out_weight = 0;
    double in_weight = 0;
    [[nodiscard]] std::uint32_t edges() const { return (to ? 1U : 0U) + (from ? 1U : 0U); }
};

/// Calls `visit(Adjacent)` for each distinct neighbour of `node`, ascending.
template <typename Visit>
void for_each_neighbour(const Digraph& graph, Node node, const Visit& visit) {
    const auto to = graph.successors(node);
    const auto from = graph.predecessors(node);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < to.size() || j < from.size()) {
        Adjacent next;
        next.to = j == from.size() || (i < to.size() && to[i] <= from[j]);
        next.from = i == to.size() || (j < from.size() && from[j] <= to[i]);
        if (next.to) {
            next.node = to[i];
            next.out_weight = graph.out_weights(node)[i];
            ++i;
        }
        if (next.from) {
            next.node = from[j];
            next.in_weight = graph.in_weights(node)[j];
            ++j;
        }
        visit(next);
    }
}

/// A neighbour and how many directed edges join it.
struct Link {
    Node node = 0;
    std::uint32_t edges = 0;
};

/// The graph with the directions forgotten: distinct neighbours in compressed sparse rows.
struct Neighbourhoods {
    std::vector<std::size_t> offsets{0};
    std::vector<Link> links;

    explicit Neighbourhoods(const Digraph& graph) {
        offsets.reserve(graph.node_count() + 1);
        for (Node n = 0; n < graph.node_count(); ++n) {
            for_each_neighbour(graph, n, [this](const Adjacent& other) {
                links.push_back({other.node, other.edges()});
            });
            offsets.push_back(links.size());
        }
    }
    [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
    [[nodiscard]] std::span<const Link> operator[](Node node) const {
        return std::span(links).subspan(offsets[node], offsets[node + 1] - offsets[node]);
    }
};

}  // namespace hubmine::network
