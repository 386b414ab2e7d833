#include "hubmine/network/co_usage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

namespace hubmine::network {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A heavy-tailed random graph: the smaller a model's index, the more spaces use it.
std::vector<UsagePair> random_pairs(std::uint32_t spaces, std::uint32_t models, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<UsagePair> pairs;
    for (std::uint32_t space = 0; space < spaces; ++space) {
        for (auto count = random() % 8; count > 0; --count) {
            const auto model = (random() % models) * (random() % models) / models;
            pairs.push_back({.space = space, .model = static_cast<std::uint32_t>(model)});
        }
    }
    return pairs;
}

/// The definition itself: for every space, every pair of its models.
std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> links_by_definition(
    const std::vector<UsagePair>& pairs) {
    std::map<std::uint32_t, std::set<std::uint32_t>> spaces;
    for (const UsagePair& pair : pairs) {
        spaces[pair.space].insert(pair.model);
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> links;
    for (const auto& [space, models] : spaces) {
        for (auto a = models.begin(); a != models.end(); ++a) {
            for (auto b = std::next(a); b != models.end(); ++b) {
                ++links[{*a, *b}];
            }
        }
    }
    return links;
}

TEST(CoUsage, AStarOfOneSpaceLinksAllItsModelsOnce) {
    const Bipartite graph(1, 4, {{0, 0}, {0, 1}, {0, 2}, {0, 3}});
    const CoUsage result = co_usage(graph);
    EXPECT_THAT(result.degree, ElementsAre(3, 3, 3, 3));
    EXPECT_THAT(result.strength, ElementsAre(3, 3, 3, 3));
    EXPECT_EQ(result.edges, 6U);
    EXPECT_EQ(result.total_weight, 6U);
}

TEST(CoUsage, AStarOfOneModelLinksNothing) {
    const Bipartite graph(4, 1, {{0, 0}, {1, 0}, {2, 0}, {3, 0}});
    const CoUsage result = co_usage(graph);
    EXPECT_THAT(result.degree, ElementsAre(0));
    EXPECT_THAT(result.strength, ElementsAre(0));
    EXPECT_EQ(graph.spaces_of(0).size(), 4U);
    EXPECT_THAT(co_usage_edges(graph), IsEmpty());
}

TEST(CoUsage, TwoSpacesThatShareAllModelsDoubleTheWeightsNotTheLinks) {
    const Bipartite graph(2, 3, {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}});
    const CoUsage result = co_usage(graph);
    EXPECT_THAT(result.degree, ElementsAre(2, 2, 2));
    EXPECT_THAT(result.strength, ElementsAre(4, 4, 4));
    EXPECT_EQ(result.edges, 3U);
    EXPECT_EQ(result.total_weight, 6U);
    EXPECT_THAT(co_usage_edges(graph),
                ElementsAre(CoUsageEdge{0, 1, 2}, CoUsageEdge{0, 2, 2}, CoUsageEdge{1, 2, 2}));
}

TEST(CoUsage, AModelUsedNowhereHasNoLinks) {
    const Bipartite graph(1, 3, {{0, 0}, {0, 2}});
    const CoUsage result = co_usage(graph);
    EXPECT_THAT(result.degree, ElementsAre(1, 0, 1));
    EXPECT_THAT(graph.spaces_of(1), IsEmpty());
}

TEST(CoUsage, RepeatedPairsInAnyOrderCountOnce) {
    const Bipartite graph(2, 2, {{1, 1}, {0, 1}, {1, 0}, {1, 1}, {0, 1}});
    EXPECT_EQ(graph.pair_count(), 3U);
    EXPECT_THAT(co_usage_edges(graph), ElementsAre(CoUsageEdge{0, 1, 1}));
    EXPECT_EQ(co_usage(graph).total_weight, 1U);
}

TEST(CoUsage, APairBeyondTheGraphIsRefused) {
    EXPECT_THROW(Bipartite(1, 1, {{0, 1}}), std::out_of_range);
    EXPECT_THROW(Bipartite(1, 1, {{1, 0}}), std::out_of_range);
}

TEST(CoUsage, NothingGivesNothing) {
    const CoUsage result = co_usage(Bipartite(0, 0, {}));
    EXPECT_THAT(result.degree, IsEmpty());
    EXPECT_EQ(result.edges, 0U);
}

TEST(CoUsage, AgreesWithTheDefinitionOnRandomGraphs) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        const auto pairs = random_pairs(200, 40, seed);
        const auto links = links_by_definition(pairs);
        const Bipartite graph(200, 40, pairs);
        const CoUsage result = co_usage(graph);

        std::vector<std::uint32_t> degree(40, 0);
        std::vector<std::uint64_t> strength(40, 0);
        std::vector<CoUsageEdge> edges;
        std::uint64_t total = 0;
        for (const auto& [link, weight] : links) {
            for (const std::uint32_t end : {link.first, link.second}) {
                ++degree[end];
                strength[end] += weight;
            }
            edges.push_back({link.first, link.second, weight});
            total += weight;
        }
        EXPECT_EQ(result.degree, degree);
        EXPECT_EQ(result.strength, strength);
        EXPECT_EQ(result.edges, links.size());
        EXPECT_EQ(result.total_weight, total);
        EXPECT_EQ(co_usage_edges(graph), edges);
    }
}

TEST(CoUsage, DoesNotDependOnTheNumberOfThreads) {
    const Bipartite graph(60'000, 2'000, random_pairs(60'000, 2'000, 1));
    ASSERT_GT(graph.pair_count(), 150'000U);
    const CoUsage alone = co_usage(graph, 1);
    const CoUsage shared = co_usage(graph, 3);
    EXPECT_EQ(alone.degree, shared.degree);
    EXPECT_EQ(alone.edges, shared.edges);
}

TEST(CoUsage, LightLinksAreLeftOutOfTheList) {
    const Bipartite graph(3, 3, {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 1}, {2, 2}});
    EXPECT_THAT(co_usage_edges(graph, 2), ElementsAre(CoUsageEdge{0, 1, 2}));
    EXPECT_THAT(co_usage_edges(graph, 3), IsEmpty());
}

}  // namespace
}  // namespace hubmine::network
