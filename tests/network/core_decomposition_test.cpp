#include "hubmine/network/core_decomposition.hpp"

#include "network/graphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace hubmine::network {
namespace {

using ::testing::Each;

/// The definition itself: inside the core of k everybody has degree k, and what remains when nodes
/// of lower degree are taken away one after another is that core and nothing more.
void expect_cores(const Digraph& graph, const std::vector<std::uint32_t>& cores) {
    const std::uint32_t highest = *std::max_element(cores.begin(), cores.end());
    for (std::uint32_t k = 1; k <= highest + 1; ++k) {
        std::vector<Node> kept(graph.node_count());
        std::iota(kept.begin(), kept.end(), 0U);
        for (bool shrinking = true; shrinking;) {
            const Digraph part = induced_subgraph(graph, kept);
            std::vector<Node> next;
            for (Node n = 0; n < part.node_count(); ++n) {
                if (part.degree(n) >= k) {
                    next.push_back(kept[n]);
                }
            }
            shrinking = next.size() != kept.size();
            kept = next;
        }
        EXPECT_EQ(core_nodes(cores, k), kept) << "k = " << k;
    }
}

std::uint32_t sum(const std::vector<std::uint32_t>& values) {
    return std::accumulate(values.begin(), values.end(), 0U);
}

TEST(CoreDecomposition, MeetsItsDefinitionOnRandomGraphs) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Digraph graph = random_digraph(40, 20 * seed, seed);
        expect_cores(graph, core_numbers(graph));
    }
}

TEST(CoreDecomposition, OfTheKarateClub) {
    const Digraph graph = karate_club();
    const auto undirected = undirected_core_numbers(graph);
    EXPECT_EQ(undirected[0], 4U);
    EXPECT_EQ(undirected[9], 2U);
    EXPECT_EQ(undirected[11], 1U);
    EXPECT_EQ(sum(undirected), 99U);
    EXPECT_EQ(sum(core_numbers(graph)), 198U);
}

TEST(CoreDecomposition, OfACompleteDigraph) {
    EXPECT_THAT(core_numbers(complete(14)), Each(26U));
    EXPECT_THAT(undirected_core_numbers(complete(14)), Each(13U));
}

TEST(CoreDecomposition, AgreesWithNetworkx) {
    const Digraph graph = random_digraph(300, 2500, 3);
    const auto cores = core_numbers(graph);
    EXPECT_EQ(*std::max_element(cores.begin(), cores.end()), 11U);
    EXPECT_EQ(sum(cores), 3090U);
    EXPECT_EQ(sum(undirected_core_numbers(graph)), 3083U);
}

}  // namespace
}  // namespace hubmine::network
