#include "hubmine/network/clustering.hpp"

#include "network/graphs.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace hubmine::network {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Fagiolo's formula on full matrices: [(W + Wᵀ)³]_uu / (2 (d (d - 1) - 2 r)).
std::vector<double> by_matrices(const Matrix& w) {
    const std::size_t n = w.size();
    const auto both = [&](std::size_t i, std::size_t j) { return w[i][j] + w[j][i]; };
    std::vector<double> result(n, 0);
    for (std::size_t u = 0; u < n; ++u) {
        double cube = 0;
        double degree = 0;
        double mutual = 0;
        for (std::size_t i = 0; i < n; ++i) {
            degree += (w[u][i] > 0 ? 1 : 0) + (w[i][u] > 0 ? 1 : 0);
            mutual += w[u][i] > 0 && w[i][u] > 0 ? 1 : 0;
            for (std::size_t j = 0; j < n; ++j) {
                cube += both(u, i) * both(i, j) * both(j, u);
            }
        }
        result[u] = cube > 0 ? cube / (2 * (degree * (degree - 1) - 2 * mutual)) : 0;
    }
    return result;
}

TEST(Clustering, MeetsItsDefinitionOnRandomGraphs) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const Digraph graph = random_digraph(30, 40 * seed, seed);
        double largest = 0;
        for (Node u = 0; u < 30; ++u) {
            for (const double weight : graph.out_weights(u)) {
                largest = std::max(largest, weight);
            }
        }
        Matrix binary(30, std::vector<double>(30, 0));
        Matrix weighted = binary;
        for (Node u = 0; u < 30; ++u) {
            for (std::size_t i = 0; i < graph.out_degree(u); ++i) {
                const Node v = graph.successors(u)[i];
                binary[u][v] = 1;
                weighted[u][v] = std::cbrt(graph.out_weights(u)[i] / largest);
            }
        }
        const Clustering result = clustering(graph);
        const auto expected = by_matrices(weighted);
        const auto expected_binary = by_matrices(binary);
        for (Node u = 0; u < 30; ++u) {
            EXPECT_NEAR(result.weighted[u], expected[u], 1e-12);
            EXPECT_NEAR(result.binary[u], expected_binary[u], 1e-12);
        }
    }
}

TEST(Clustering, AgreesWithNetworkx) {
    const Clustering result = clustering(random_digraph(300, 2500, 3));
    EXPECT_NEAR(result.weighted_mean(), 0.007956377815978478, 1e-12);
    EXPECT_NEAR(result.binary_mean(), 0.03002774410055703, 1e-12);
    EXPECT_NEAR(clustering(karate_club()).binary_mean(), 0.5706384782076823, 1e-12);
}

TEST(Clustering, IsTheSameForAnyNumberOfThreads) {
    const Digraph graph = random_digraph(5000, 60000, 7);
    const Clustering one = clustering(graph, 1);
    for (const unsigned threads : {2U, 5U, 0U}) {
        const Clustering many = clustering(graph, threads);
        EXPECT_EQ(one.weighted, many.weighted);
        EXPECT_EQ(one.binary, many.binary);
    }
}

TEST(Clustering, IsOneWhereEverybodyIsLinked) {
    EXPECT_DOUBLE_EQ(clustering(complete(14)).weighted_mean(), 1.0);
}

TEST(Clustering, IsZeroWhereItIsUndefined) {
    EXPECT_EQ(clustering(Digraph()).binary_mean(), 0.0);
    EXPECT_EQ(clustering(symmetric(2, {{0, 1}})).weighted_mean(), 0.0);
}

}  // namespace
}  // namespace hubmine::network
