#pragma once

#include "hubmine/network/digraph.hpp"

namespace hubmine::network {

/// The core number of each node by total degree (in + out): the largest k for which the node is in
/// a subgraph whose nodes all have in-degree + out-degree >= k. Bin sort of Batagelj and Zaversnik
/// 2003 ("An O(m) algorithm for cores decomposition of networks"), O(nodes + edges); equals
/// networkx `core_number(DiGraph)`.
[[nodiscard]] std::vector<std::uint32_t> core_numbers(const Digraph& graph);

/// The same with the directions forgotten: two opposite edges count as one (Seidman 1983).
[[nodiscard]] std::vector<std::uint32_t> undirected_core_numbers(const Digraph& graph);

/// The nodes whose core number is at least k, ascending.
[[nodiscard]] std::vector<Node> core_nodes(std::span<const std::uint32_t> cores, std::uint32_t k);

}  // namespace hubmine::network
