#include "hubmine/network/strong_components.hpp"

#include "network/graphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::network {
namespace {

using ::testing::ElementsAre;

/// leads[a][b]: b can be reached from a, by one edge or more (Warshall 1962).
std::vector<std::vector<bool>> closure(const Digraph& graph) {
    const std::size_t nodes = graph.node_count();
    std::vector<std::vector<bool>> leads(nodes, std::vector<bool>(nodes, false));
    for (Node a = 0; a < nodes; ++a) {
        for (const Node b : graph.successors(a)) {
            leads[a][b] = true;
        }
    }
    for (Node via = 0; via < nodes; ++via) {
        for (Node a = 0; a < nodes; ++a) {
            for (Node b = 0; leads[a][via] && b < nodes; ++b) {
                leads[a][b] = leads[a][b] || leads[via][b];
            }
        }
    }
    return leads;
}

TEST(StrongComponents, AreWhatLeadsToOneAnother) {
    // 0 -> 1 -> 2 -> 0, 2 -> 3 -> 4 -> 3, 5 alone
    const std::vector<Edge> edges{{0, 1, 1}, {1, 2, 1}, {2, 0, 1}, {2, 3, 1}, {3, 4, 1}, {4, 3, 1}};
    const StrongComponents found = strong_components(Digraph(6, edges));
    ASSERT_EQ(found.size(), 3U);
    EXPECT_THAT(found[0], ElementsAre(3, 4));
    EXPECT_THAT(found[1], ElementsAre(0, 1, 2));
    EXPECT_THAT(found[2], ElementsAre(5));
    EXPECT_THAT(found.component, ElementsAre(1, 1, 1, 0, 0, 2));
}

TEST(StrongComponents, AreAsDefinedOnRandomGraphs) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Digraph graph = random_digraph(40, 50, seed);
        const StrongComponents found = strong_components(graph);
        const auto leads = closure(graph);
        for (Node a = 0; a < 40; ++a) {
            for (Node b = 0; b < 40; ++b) {
                const bool together = a == b || (leads[a][b] && leads[b][a]);
                EXPECT_EQ(found.component[a] == found.component[b], together) << seed;
                if (!together && leads[a][b]) {
                    EXPECT_GT(found.component[a], found.component[b]) << seed;
                }
            }
        }
    }
}

TEST(StrongComponents, OfALongChainNeedNoDeepStack) {
    constexpr Node kNodes = 200'000;
    std::vector<Edge> edges;
    for (Node node = 0; node + 1 < kNodes; ++node) {
        edges.push_back({node, node + 1, 1});
    }
    EXPECT_EQ(strong_components(Digraph(kNodes, edges)).size(), kNodes);
    edges.push_back({kNodes - 1, 0, 1});
    EXPECT_EQ(strong_components(Digraph(kNodes, edges)).size(), 1U);
}

TEST(StrongComponents, OfNothingAreNone) {
    EXPECT_EQ(strong_components(Digraph()).size(), 0U);
}

}  // namespace
}  // namespace hubmine::network
