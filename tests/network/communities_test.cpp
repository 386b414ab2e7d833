#include "hubmine/network/greedy_modularity.hpp"
#include "hubmine/network/louvain.hpp"

#include "network/graphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>

namespace hubmine::network {
namespace {

using ::testing::ElementsAre;

double quality(const Digraph& graph, const Partition& partition) {
    return modularity(graph, partition.community);
}

/// The same greedy rule without any bookkeeping: every pair is looked at in every step.
Partition naive_greedy(const Digraph& graph) {
    const auto m = static_cast<std::int64_t>(graph.edge_count());
    std::map<Node, std::set<Node>> groups;  // by highest node
    for (Node n = 0; n < graph.node_count(); ++n) {
        groups[n] = {n};
    }
    std::vector<Node> label(graph.node_count());
    for (;;) {
        for (const auto& [name, members] : groups) {
            for (const Node n : members) {
                label[n] = name;
            }
        }
        std::map<Node, std::int64_t> out;
        std::map<Node, std::int64_t> in;
        std::map<std::pair<Node, Node>, std::int64_t> edges;
        for (Node n = 0; n < graph.node_count(); ++n) {
            for (const Node t : graph.successors(n)) {
                ++out[label[n]];
                ++in[label[t]];
                if (label[n] != label[t]) {
                    ++edges[std::minmax(label[n], label[t])];
                }
            }
        }
        std::optional<std::pair<Node, Node>> best;
        std::int64_t best_gain = -1;
        for (const auto& [pair, count] : edges) {
            const auto [a, b] = pair;
            const std::int64_t gain = m * count - out[a] * in[b] - in[a] * out[b];
            if (gain > best_gain) {
                best = pair;
                best_gain = gain;
            }
        }
        if (!best) {
            return numbered(label);
        }
        groups[best->second].merge(groups[best->first]);
        groups.erase(best->first);
    }
}

/// Followers of one hub or several, some of whom follow each other.
Digraph hubs_with_followers(std::uint64_t hubs, std::uint64_t nodes, std::uint64_t seed) {
    Random random(seed);
    std::vector<Edge> edges;
    for (std::uint64_t n = hubs; n < nodes; ++n) {
        const auto follower = static_cast<Node>(n);
        edges.push_back({follower, static_cast<Node>(random.below(hubs)), 1});
        if (random.below(3) == 0) {
            edges.push_back({static_cast<Node>(random.below(hubs)), follower, 1});
        }
        if (random.below(4) == 0) {
            edges.push_back({follower, static_cast<Node>(random.below(nodes)), 1});
        }
    }
    return {static_cast<std::size_t>(nodes), edges};
}

TEST(Partition, IsNumberedBySizeThenSmallestNode) {
    const std::vector<std::uint32_t> labels{4, 2, 2, 0, 4, 4, 0};
    const Partition partition = numbered(labels);
    EXPECT_EQ(partition.count, 3U);
    EXPECT_THAT(partition.community, ElementsAre(0, 1, 1, 2, 0, 0, 2));
}

TEST(Modularity, OfTwoTrianglesWithABridge) {
    // Undirected: 7 edges, 3 inside each side, degrees 7 and 7: 6/7 - 2 (7/14)² = 5/14.
    const Digraph graph = symmetric(6, {{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {2, 3}});
    EXPECT_DOUBLE_EQ(modularity(graph, std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}), 5.0 / 14.0);
    EXPECT_EQ(modularity(graph, std::vector<std::uint32_t>(6, 0)), 0.0);
    EXPECT_EQ(modularity(Digraph(), {}), 0.0);
}

// Clauset, Newman, Moore 2004: three communities, Q = 0.381.
TEST(GreedyModularity, OfTheKarateClub) {
    const Digraph graph = karate_club();
    const Partition partition = greedy_modularity(graph);
    EXPECT_EQ(partition.count, 3U);
    EXPECT_NEAR(quality(graph, partition), 0.3806706114398422, 1e-12);
}

TEST(GreedyModularity, FollowsTheRuleStepByStep) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Digraph graph = random_digraph(40, 4 * seed, seed);
        const Partition naive = naive_greedy(graph);
        EXPECT_EQ(greedy_modularity(graph).community, naive.community) << seed;
        for (const std::size_t patience : {0U, 20U, 100U}) {
            EXPECT_EQ(greedy_modularity(graph, patience).community, naive.community) << seed;
        }
    }
}

TEST(GreedyModularity, StaysCloseToNetworkx) {
    const Digraph small = random_digraph(30, 120, 1);
    EXPECT_NEAR(quality(small, greedy_modularity(small)), 0.24662131519274377, 0.03);
    const Digraph sparse = random_digraph(200, 700, 2);
    EXPECT_NEAR(quality(sparse, greedy_modularity(sparse)), 0.3486494120894167, 0.03);
    const Digraph dense = random_digraph(300, 2500, 3);
    EXPECT_NEAR(quality(dense, greedy_modularity(dense)), 0.2108269623137651, 0.03);
}

TEST(GreedyModularity, ACompleteDigraphIsOneCommunity) {
    EXPECT_EQ(greedy_modularity(complete(14)).count, 1U);
    EXPECT_EQ(greedy_modularity(Digraph()).count, 0U);
    EXPECT_EQ(greedy_modularity(Digraph(3, {})).count, 3U);
}

// Each hub shares followers with the others: rows of thousands that keep changing.
TEST(GreedyModularity, HandlesHubsWithManyNeighbours) {
    Random random(5);
    std::vector<Edge> edges;
    for (Node follower = 4; follower < 3000; ++follower) {
        edges.push_back({follower, static_cast<Node>(random.below(4)), 1});
        edges.push_back({static_cast<Node>(random.below(4)), follower, 1});
        edges.push_back({follower, static_cast<Node>(random.below(3000)), 1});
    }
    const Digraph graph(3000, edges);
    const Partition partition = greedy_modularity(graph);
    EXPECT_GE(partition.count, 4U);
    EXPECT_GT(quality(graph, partition), 0.25);
}

TEST(GreedyModularity, KeepingLongRowsByGainChangesNothing) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const Digraph graph = hubs_with_followers(2 + seed, 800, seed);
        const Partition plain = greedy_modularity(graph, std::size_t{1} << 40U);
        for (const std::size_t patience : {0U, 50U, 1000U, 20000U}) {
            EXPECT_EQ(greedy_modularity(graph, patience).community, plain.community) << seed;
        }
    }
}

// With work that grows by the square of the followers neither would end.
TEST(GreedyModularity, AStarOfHundredsOfThousandsIsOneCommunity) {
    constexpr Node kFollowers = 200000;
    std::vector<Edge> edges;
    for (Node follower = 1; follower <= kFollowers; ++follower) {
        edges.push_back({0, follower, 1});
    }
    EXPECT_EQ(greedy_modularity(Digraph(kFollowers + 1, edges)).count, 1U);
}

TEST(GreedyModularity, HubsThatShareAllTheirFollowersEnd) {
    constexpr Node kFollowers = 45000;
    std::vector<Edge> edges;
    for (Node follower = 2; follower < kFollowers; ++follower) {
        edges.push_back({0, follower, 1});
        edges.push_back({follower, 1, 1});
        if (follower % 3 == 0) {
            edges.push_back({follower, follower - 1, 1});
        }
    }
    EXPECT_LE(greedy_modularity(Digraph(kFollowers, edges)).count, kFollowers / 3);
}

// 0.4198 is the best partition of the club (Brandes et al. 2008).
TEST(Louvain, FindsNearlyTheBestPartitionOfTheKarateClub) {
    const Digraph graph = karate_club();
    const Partition partition = louvain(graph, {.seed = 1, .restarts = 10});
    EXPECT_EQ(partition.count, 4U);
    EXPECT_NEAR(quality(graph, partition), 0.4198, 1e-4);
}

TEST(Louvain, NoSingleNodeWantsToMove) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Digraph graph = random_digraph(80, 240, seed);
        const Partition partition = louvain(graph, {.seed = seed});
        const double best = quality(graph, partition);
        for (Node node = 0; node < graph.node_count(); ++node) {
            std::vector<std::uint32_t> moved = partition.community;
            for (std::uint32_t c = 0; c < partition.count; ++c) {
                moved[node] = c;
                EXPECT_LE(modularity(graph, moved), best + 1e-12);
            }
        }
    }
}

TEST(Louvain, IsNotBehindTheGreedyRule) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const Digraph graph = random_digraph(500, 2000, seed);
        EXPECT_GE(quality(graph, louvain(graph)), quality(graph, greedy_modularity(graph)));
    }
}

TEST(Louvain, TheSeedDecides) {
    const Digraph graph = random_digraph(300, 900, 9);
    EXPECT_EQ(louvain(graph, {.seed = 3}).community, louvain(graph, {.seed = 3}).community);
    EXPECT_EQ(louvain(Digraph()).count, 0U);
}

}  // namespace
}  // namespace hubmine::network
