#include "hubmine/network/structure.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace hubmine::network {

namespace {

double pairs(std::size_t nodes) {
    return static_cast<double>(nodes) * static_cast<double>(nodes - 1);
}

}  // namespace

std::optional<double> density(const Digraph& graph) {
    if (graph.node_count() < 2) {
        return std::nullopt;
    }
    return static_cast<double>(graph.edge_count()) / pairs(graph.node_count());
}

std::optional<double> reciprocity(const Digraph& graph) {
    if (graph.edge_count() == 0) {
        return std::nullopt;
    }
    std::size_t mutual = 0;
    for (Node node = 0; node < graph.node_count(); ++node) {
        const auto to = graph.successors(node);
        const auto from = graph.predecessors(node);
        for (std::size_t i = 0, j = 0; i < to.size() && j < from.size();) {
            mutual += to[i] == from[j] ? 1U : 0U;
            const bool forward = to[i] <= from[j];
            const bool backward = from[j] <= to[i];
            i += forward ? 1U : 0U;
            j += backward ? 1U : 0U;
        }
    }
    return static_cast<double>(mutual) / static_cast<double>(graph.edge_count());
}

std::optional<double> average_degree(const Digraph& graph) {
    if (graph.node_count() == 0) {
        return std::nullopt;
    }
    return 2.0 * static_cast<double>(graph.edge_count()) / static_cast<double>(graph.node_count());
}

std::optional<double> degree_assortativity(const Digraph& graph) {
    const auto edges = static_cast<double>(graph.edge_count());
    double sum_x = 0;
    double sum_y = 0;
    for (Node node = 0; node < graph.node_count(); ++node) {
        const auto out = static_cast<double>(graph.out_degree(node));
        const auto in = static_cast<double>(graph.in_degree(node));
        sum_x += out * out;
        sum_y += in * in;
    }
    const double mean_x = sum_x / edges;
    const double mean_y = sum_y / edges;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (Node node = 0; node < graph.node_count(); ++node) {
        const auto out = static_cast<double>(graph.out_degree(node));
        const auto in = static_cast<double>(graph.in_degree(node));
        xx += out * (out - mean_x) * (out - mean_x);
        yy += in * (in - mean_y) * (in - mean_y);
        for (const Node target : graph.successors(node)) {
            xy += (out - mean_x) * (static_cast<double>(graph.in_degree(target)) - mean_y);
        }
    }
    // With equal degrees the mean is exact (a sum of equal whole numbers), and so are these zeros.
    if (graph.edge_count() == 0 || xx == 0 || yy == 0) {
        return std::nullopt;
    }
    return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

std::optional<double> rich_club(const Digraph& graph, std::size_t top_percent) {
    const std::size_t nodes = graph.node_count();
    const std::size_t rank = (nodes * top_percent + 99) / 100;
    if (rank == 0 || rank > nodes) {
        return std::nullopt;
    }
    std::vector<std::size_t> degrees(nodes);
    for (Node node = 0; node < nodes; ++node) {
        degrees[node] = graph.degree(node);
    }
    std::vector<std::size_t> sorted = degrees;
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(sorted.begin(), nth, sorted.end(), std::greater<>());
    const std::size_t threshold = *nth;
    std::size_t rich = 0;
    std::size_t edges = 0;
    for (Node node = 0; node < nodes; ++node) {
        if (degrees[node] < threshold) {
            continue;
        }
        ++rich;
        for (const Node target : graph.successors(node)) {
            edges += degrees[target] >= threshold ? 1U : 0U;
        }
    }
    if (rich < 2) {
        return std::nullopt;
    }
    return static_cast<double>(edges) / pairs(rich);
}

}  // namespace hubmine::network
