#include "hubmine/network/reach.hpp"

#include "network/graphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::network {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// Two ways to 3, a cycle of 4 and 5 below it, 6 alone.
Digraph diamond() {
    const std::vector<Edge> edges{{0, 1, 1}, {0, 2, 1}, {1, 3, 1}, {2, 3, 1},
                                  {3, 4, 1}, {4, 5, 1}, {5, 4, 1}};
    return {7, edges};
}

/// Nodes that can be reached from `start` by one edge or more, as a depth-first search by hand.
void mark(const Digraph& graph, Node start, std::vector<bool>& marked) {
    for (const Node next : graph.successors(start)) {
        if (!marked[next]) {
            marked[next] = true;
            mark(graph, next, marked);
        }
    }
}

TEST(Reach, FindsEachNodeOnceTheSourcesFirst) {
    const Digraph graph = diamond();
    Reach reach(graph);
    const std::vector<Node> both{2, 1};
    EXPECT_THAT(reach.from(both), ElementsAre(2, 1, 3, 4, 5));
    const std::vector<Node> cycle{5};
    EXPECT_THAT(reach.from(cycle), ElementsAre(5, 4));
    EXPECT_THAT(reach.from({}), IsEmpty());
    const std::vector<Node> top{0};
    EXPECT_THAT(reach.from(top), UnorderedElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(DescendantCounts, CountOthersOnce) {
    const Digraph graph = diamond();
    EXPECT_THAT(descendant_counts(graph, strong_components(graph)),
                ElementsAre(5, 3, 3, 2, 1, 1, 0));
}

TEST(DescendantCounts, AreExactOnRandomGraphsWithCycles) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Digraph graph = random_digraph(60, 80, seed);
        const auto counts = descendant_counts(graph, strong_components(graph));
        for (Node node = 0; node < 60; ++node) {
            std::vector<bool> marked(60, false);
            mark(graph, node, marked);
            marked[node] = false;
            EXPECT_EQ(counts[node],
                      static_cast<std::size_t>(std::count(marked.begin(), marked.end(), true)))
                << seed;
        }
    }
}

TEST(DescendantCounts, OfABigCycleTakeOneSearch) {
    constexpr Node kCycle = 20'000;
    constexpr Node kLeaves = 100'000;
    std::vector<Edge> edges;
    for (Node node = 0; node < kCycle; ++node) {
        edges.push_back({node, (node + 1) % kCycle, 1});
    }
    for (Node leaf = 0; leaf < kLeaves; ++leaf) {
        edges.push_back({leaf % kCycle, kCycle + leaf, 1});
    }
    const Digraph graph(kCycle + kLeaves, edges);
    const auto counts = descendant_counts(graph, strong_components(graph));
    EXPECT_EQ(counts[0], kCycle + kLeaves - 1);
    EXPECT_EQ(counts[kCycle], 0U);
}

TEST(Distances, AreThoseOfTheNearestSource) {
    const Digraph graph = diamond();
    const std::vector<Node> sources{0, 3};
    EXPECT_THAT(distances(graph, sources), ElementsAre(0, 1, 1, 0, 1, 2, kUnreached));
    EXPECT_THAT(distances(Digraph(), {}), IsEmpty());
}

/// What defines them: an edge never jumps a distance, and each has somebody one nearer.
TEST(Distances, HoldTheirDefinitionOnRandomGraphs) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Digraph graph = random_digraph(60, 90, seed);
        const std::vector<Node> sources{7, 50};
        const auto distance = distances(graph, sources);
        std::vector<bool> reached(60, false);
        mark(graph, 7, reached);
        mark(graph, 50, reached);
        for (Node node = 0; node < 60; ++node) {
            if (distance[node] == 0) {
                EXPECT_TRUE(node == 7 || node == 50);
                continue;
            }
            EXPECT_EQ(distance[node] != kUnreached, reached[node]);
            std::uint32_t nearest = kUnreached;
            for (const Node before : graph.predecessors(node)) {
                nearest = std::min(nearest, distance[before]);
            }
            EXPECT_EQ(distance[node], nearest == kUnreached ? kUnreached : nearest + 1) << seed;
        }
    }
}

}  // namespace
}  // namespace hubmine::network
