#include "hubmine/network/pagerank.hpp"

#include "network/graphs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hubmine::network {
namespace {

/// The fixed-point equation, from the predecessors' side.
double largest_residual(const Digraph& graph, const std::vector<double>& rank) {
    const auto nodes = static_cast<double>(graph.node_count());
    double dangling = 0;
    for (Node n = 0; n < graph.node_count(); ++n) {
        dangling += graph.out_degree(n) == 0 ? rank[n] : 0.0;
    }
    double largest = 0;
    for (Node n = 0; n < graph.node_count(); ++n) {
        double inflow = dangling / nodes;
        for (const Node source : graph.predecessors(n)) {
            inflow += rank[source] / static_cast<double>(graph.out_degree(source));
        }
        largest = std::max(largest, std::abs(rank[n] - (0.15 / nodes + 0.85 * inflow)));
    }
    return largest;
}

TEST(Pagerank, IsTheFixedPointAndAddsUpToOne) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Digraph graph = random_digraph(60, 80, seed);
        const auto rank = pagerank(graph);
        EXPECT_LT(largest_residual(graph, rank), 1e-12);
        EXPECT_NEAR(std::accumulate(rank.begin(), rank.end(), 0.0), 1.0, 1e-12);
    }
}

TEST(Pagerank, AgreesWithNetworkx) {
    const auto rank = pagerank(random_digraph(200, 700, 2));
    EXPECT_NEAR(rank[0], 0.012379349230820179, 1e-12);
    EXPECT_NEAR(rank[1], 0.009081008627338412, 1e-12);
    EXPECT_NEAR(*std::max_element(rank.begin(), rank.end()), 0.018590369723073336, 1e-12);
}

TEST(Pagerank, OfNobodyIsEmpty) {
    EXPECT_TRUE(pagerank(Digraph()).empty());
}

}  // namespace
}  // namespace hubmine::network
