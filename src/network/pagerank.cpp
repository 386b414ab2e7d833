#include "hubmine/network/pagerank.hpp"

#include <cmath>

namespace hubmine::network {

namespace {

/// One iteration; returns the L1 distance moved.
double step(const Digraph& graph, double damping, const std::vector<double>& share,
            std::vector<double>& rank) {
    const auto nodes = static_cast<double>(graph.node_count());
    double dangling = 0;
    for (Node n = 0; n < graph.node_count(); ++n) {
        dangling += graph.out_degree(n) == 0 ? rank[n] : 0.0;
    }
    const double base = (1.0 - damping + damping * dangling) / nodes;
    double moved = 0;
    for (Node n = 0; n < graph.node_count(); ++n) {
        double inflow = 0;
        for (const Node source : graph.predecessors(n)) {
            inflow += share[source];
        }
        const double next = base + damping * inflow;
        moved += std::abs(next - rank[n]);
        rank[n] = next;
    }
    return moved;
}

}  // namespace

std::vector<double> pagerank(const Digraph& graph, const PagerankOptions& options) {
    const std::size_t nodes = graph.node_count();
    std::vector<double> rank(nodes, nodes == 0 ? 0.0 : 1.0 / static_cast<double>(nodes));
    std::vector<double> share(nodes);
    for (int i = 0; i < options.max_iterations; ++i) {
        for (Node n = 0; n < nodes; ++n) {
            const std::size_t degree = graph.out_degree(n);
            share[n] = degree == 0 ? 0.0 : rank[n] / static_cast<double>(degree);
        }
        if (step(graph, options.damping, share, rank) < options.tolerance) {
            break;
        }
    }
    return rank;
}

}  // namespace hubmine::network
