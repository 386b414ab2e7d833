#include "hubmine/network/digraph.hpp"

#include "network/graphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace hubmine::network {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Digraph, AddsParallelEdgesAndDropsLoops) {
    const std::vector<Edge> edges{{2, 0, 1}, {0, 1, 2}, {1, 1, 9}, {0, 1, 3}, {0, 2, 1}};
    const Digraph graph(4, edges);
    EXPECT_EQ(graph.node_count(), 4U);
    EXPECT_EQ(graph.edge_count(), 3U);
    EXPECT_THAT(graph.successors(0), ElementsAre(1, 2));
    EXPECT_THAT(graph.out_weights(0), ElementsAre(5, 1));
    EXPECT_THAT(graph.predecessors(0), ElementsAre(2));
    EXPECT_THAT(graph.in_weights(1), ElementsAre(5));
    EXPECT_THAT(graph.successors(1), IsEmpty());
    EXPECT_EQ(graph.degree(0), 3U);
    EXPECT_EQ(graph.degree(3), 0U);
}

TEST(Digraph, DoesNotDependOnTheOrderOfTheEdges) {
    std::vector<Edge> edges{{0, 1, 0.1}, {0, 1, 0.7}, {0, 1, 1e-9}, {1, 0, 0.3}, {0, 1, 0.2}};
    const Digraph one(2, edges);
    std::reverse(edges.begin(), edges.end());
    const Digraph other(2, edges);
    EXPECT_EQ(one.out_weights(0)[0], other.out_weights(0)[0]);
}

TEST(Digraph, RefusesEdgesToNowhere) {
    const std::vector<Edge> edges{{0, 2, 1}};
    EXPECT_THROW(Digraph(2, edges), std::out_of_range);
}

TEST(Digraph, AnInducedSubgraphKeepsTheEdgesInside) {
    const std::vector<Edge> edges{{0, 1, 1}, {1, 3, 2}, {3, 1, 3}, {3, 2, 4}};
    const std::vector<Node> kept{1, 3};
    const Digraph part = induced_subgraph(Digraph(4, edges), kept);
    EXPECT_EQ(part.node_count(), 2U);
    EXPECT_EQ(part.edge_count(), 2U);
    EXPECT_THAT(part.out_weights(0), ElementsAre(2));
    EXPECT_THAT(part.out_weights(1), ElementsAre(3));
}

TEST(Digraph, MayBeEmpty) {
    const Digraph graph;
    EXPECT_EQ(graph.node_count(), 0U);
    EXPECT_EQ(induced_subgraph(graph, {}).edge_count(), 0U);
}

}  // namespace
}  // namespace hubmine::network
