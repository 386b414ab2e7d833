#include "hubmine/network/clustering.hpp"

#include "hubmine/core/parallel.hpp"

#include "neighbourhood.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hubmine::network {

namespace {

double mean(const std::vector<double>& values) {
    return values.empty() ? 0.0
                          : std::accumulate(values.begin(), values.end(), 0.0) /
                                static_cast<double>(values.size());
}

double largest_weight(const Digraph& graph) {
    double largest = 0;
    for (Node node = 0; node < graph.node_count(); ++node) {
        for (const double weight : graph.out_weights(node)) {
            largest = std::max(largest, weight);
        }
    }
    return largest;
}

/// What an undirected side of a triangle contributes: the sum over its two directions.
struct Side {
    Node to = 0;
    double weighted = 0;
    double binary = 0;
};

/// Triangle products.
struct Sum {
    double weighted = 0;
    double binary = 0;
    void add(const Sum& other) {
        weighted += other.weighted;
        binary += other.binary;
    }
};

/// Each pair of neighbours once, from the end of lower degree; rows sorted by `to`. Rows are short
/// (at most √(2·edges)) even where a node has a great many neighbours.
struct Oriented {
    std::vector<std::size_t> offsets{0};
    std::vector<Side> sides;

    explicit Oriented(const Digraph& graph) {
        const double largest = largest_weight(graph);
        const auto root = [largest](double weight) { return std::cbrt(weight / largest); };
        offsets.reserve(graph.node_count() + 1);
        for (Node u = 0; u < graph.node_count(); ++u) {
            for_each_neighbour(graph, u, [&](const Adjacent& v) {
                const auto own = std::pair(graph.degree(u), u);
                if (own < std::pair(graph.degree(v.node), v.node)) {
                    const double weighted =
                        (v.to ? root(v.out_weight) : 0.0) + (v.from ? root(v.in_weight) : 0.0);
                    sides.push_back({v.node, weighted, static_cast<double>(v.edges())});
                }
            });
            offsets.push_back(sides.size());
        }
    }
    [[nodiscard]] std::size_t begin(Node n) const { return offsets[n]; }
    [[nodiscard]] std::size_t end(Node n) const { return offsets[n + 1]; }
};

/// Triangle sums kept by whoever found them: `own[u]` for the lowest end, `far[s]` for the other
/// end of side s. Nobody else writes there, and reading them out in order makes the result the same
/// for any number of threads.
struct Found {
    std::vector<Sum> own;
    std::vector<Sum> far;
};

void find_triangles(const Oriented& graph, Node u, Found& found) {
    for (std::size_t uv = graph.begin(u); uv < graph.end(u); ++uv) {
        const Side& first = graph.sides[uv];
        std::size_t vx = graph.begin(first.to);
        const std::size_t vx_end = graph.end(first.to);
        std::size_t ux = graph.begin(u);
        const std::size_t ux_end = graph.end(u);
        while (ux < ux_end && vx < vx_end) {
            const Side& second = graph.sides[ux];
            const Side& third = graph.sides[vx];
            if (second.to == third.to) {
                const Sum product{first.weighted * second.weighted * third.weighted,
                                  first.binary * second.binary * third.binary};
                found.own[u].add(product);
                found.far[uv].add(product);
                found.far[ux].add(product);
            }
            const bool advance_u = second.to <= third.to;
            const bool advance_v = third.to <= second.to;
            ux += advance_u ? 1U : 0U;
            vx += advance_v ? 1U : 0U;
        }
    }
}

/// d (d - 1) - 2 r.
double possible_triangles(const Digraph& graph, Node node) {
    std::size_t mutual = 0;
    for_each_neighbour(graph, node, [&](const Adjacent& v) { mutual += v.to && v.from ? 1U : 0U; });
    const auto degree = static_cast<double>(graph.degree(node));
    return degree * (degree - 1) - 2.0 * static_cast<double>(mutual);
}

}  // namespace

double Clustering::weighted_mean() const {
    return mean(weighted);
}

double Clustering::binary_mean() const {
    return mean(binary);
}

Clustering clustering(const Digraph& graph, unsigned threads) {
    const std::size_t nodes = graph.node_count();
    const Oriented oriented(graph);
    Found found{.own = std::vector<Sum>(nodes), .far = std::vector<Sum>(oriented.sides.size())};
    core::for_pieces(nodes, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t u = begin; u < end; ++u) {
            find_triangles(oriented, static_cast<Node>(u), found);
        }
    });
    for (std::size_t s = 0; s < oriented.sides.size(); ++s) {
        found.own[oriented.sides[s].to].add(found.far[s]);
    }
    Clustering result{.weighted = std::vector(nodes, 0.0), .binary = std::vector(nodes, 0.0)};
    for (Node node = 0; node < nodes; ++node) {
        const Sum& sum = found.own[node];
        if (sum.binary > 0) {
            const double possible = possible_triangles(graph, node);
            result.weighted[node] = sum.weighted / possible;
            result.binary[node] = sum.binary / possible;
        }
    }
    return result;
}

}  // namespace hubmine::network
