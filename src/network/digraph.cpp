#include "hubmine/network/digraph.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace hubmine::network {

namespace {

/// The end of an edge that is grouped by its source.
using End = std::pair<Node, double>;

struct Grouped {
    std::vector<std::size_t> starts;  ///< by source, and one more
    std::vector<End> ends;
};

Grouped group_by_source(std::size_t nodes, std::span<const Edge> edges) {
    Grouped grouped{.starts = std::vector<std::size_t>(nodes + 1, 0), .ends = {}};
    for (const Edge& edge : edges) {
        if (edge.source >= nodes || edge.target >= nodes) {
            throw std::out_of_range("an edge ends at a node that the graph does not have");
        }
        if (edge.source != edge.target) {
            ++grouped.starts[edge.source + 1];
        }
    }
    std::partial_sum(grouped.starts.begin(), grouped.starts.end(), grouped.starts.begin());
    grouped.ends.resize(grouped.starts.back());
    std::vector<std::size_t> next(grouped.starts.begin(), grouped.starts.end() - 1);
    for (const Edge& edge : edges) {
        if (edge.source != edge.target) {
            grouped.ends[next[edge.source]++] = {edge.target, edge.weight};
        }
    }
    return grouped;
}

}  // namespace

Digraph::Digraph(std::size_t nodes, std::span<const Edge> edges)
    : out_(outgoing(nodes, edges)), in_(reversed(out_)) {}

Digraph::Rows Digraph::outgoing(std::size_t nodes, std::span<const Edge> edges) {
    auto [starts, ends] = group_by_source(nodes, edges);
    Rows rows;
    rows.offsets.reserve(nodes + 1);
    for (std::size_t n = 0; n < nodes; ++n) {
        const auto row = std::span(ends).subspan(starts[n], starts[n + 1] - starts[n]);
        std::sort(row.begin(), row.end());
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0 && row[i].first == row[i - 1].first) {
                rows.weights.back() += row[i].second;
            } else {
                rows.nodes.push_back(row[i].first);
                rows.weights.push_back(row[i].second);
            }
        }
        rows.offsets.push_back(rows.nodes.size());
    }
    return rows;
}

Digraph::Rows Digraph::reversed(const Rows& out) {
    const std::size_t nodes = out.offsets.size() - 1;
    Rows in;
    in.offsets.assign(nodes + 1, 0);
    for (const Node target : out.nodes) {
        ++in.offsets[target + 1];
    }
    std::partial_sum(in.offsets.begin(), in.offsets.end(), in.offsets.begin());
    in.nodes.resize(out.nodes.size());
    in.weights.resize(out.nodes.size());
    std::vector<std::size_t> next(in.offsets.begin(), in.offsets.end() - 1);
    for (std::size_t source = 0; source < nodes; ++source) {
        for (std::size_t e = out.offsets[source]; e < out.offsets[source + 1]; ++e) {
            const std::size_t at = next[out.nodes[e]]++;
            in.nodes[at] = static_cast<Node>(source);
            in.weights[at] = out.weights[e];
        }
    }
    return in;
}

Digraph induced_subgraph(const Digraph& graph, std::span<const Node> nodes) {
    constexpr Node kOutside = std::numeric_limits<Node>::max();
    std::vector<Node> index(graph.node_count(), kOutside);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        index[nodes[i]] = static_cast<Node>(i);
    }
    std::vector<Edge> edges;
    for (const Node node : nodes) {
        const auto targets = graph.successors(node);
        const auto weights = graph.out_weights(node);
        for (std::size_t i = 0; i < targets.size(); ++i) {
            if (index[targets[i]] != kOutside) {
                edges.push_back({index[node], index[targets[i]], weights[i]});
            }
        }
    }
    return {nodes.size(), edges};
}

}  // namespace hubmine::network
