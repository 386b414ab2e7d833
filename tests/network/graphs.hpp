#pragma once

#include "hubmine/network/digraph.hpp"

#include "random.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace hubmine::network {

/// Both directions of each pair.
inline Digraph symmetric(std::size_t nodes, const std::vector<std::pair<Node, Node>>& pairs) {
    std::vector<Edge> edges;
    for (const auto& [a, b] : pairs) {
        edges.push_back({a, b, 1});
        edges.push_back({b, a, 1});
    }
    return {nodes, edges};
}

/// Everyone linked with everyone, both ways.
inline Digraph complete(std::size_t nodes) {
    std::vector<Edge> edges;
    for (Node a = 0; a < nodes; ++a) {
        for (Node b = 0; b < nodes; ++b) {
            edges.push_back({a, b, 1});
        }
    }
    return {nodes, edges};
}

/// Targets are drawn with a preference for low numbers. The reference values of the tests were
/// computed with networkx 2.8.8 on the same graphs.
inline Digraph random_digraph(std::size_t nodes, std::size_t draws, std::uint64_t seed) {
    Random random(seed);
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < draws; ++i) {
        const auto source = static_cast<Node>(random.below(nodes));
        const auto one = static_cast<Node>(random.below(nodes));
        const auto other = static_cast<Node>(random.below(nodes));
        const auto weight = static_cast<double>(1 + random.below(9));
        edges.push_back({source, std::min(one, other), weight});
    }
    return {nodes, edges};
}

/// Zachary 1977, "An information flow model for conflict and fission in small groups".
inline Digraph karate_club() {
    return symmetric(
        34,
        {{0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},
         {0, 11},  {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},
         {1, 7},   {1, 13},  {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 8},
         {2, 9},   {2, 13},  {2, 27},  {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},
         {4, 10},  {5, 6},   {5, 10},  {5, 16},  {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},
         {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33}, {18, 32}, {18, 33}, {19, 33}, {20, 32},
         {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29}, {23, 32}, {23, 33}, {24, 25},
         {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31}, {28, 33}, {29, 32},
         {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33}});
}

}  // namespace hubmine::network
