#pragma once

#include "hubmine/network/digraph.hpp"

namespace hubmine::network {

/// Every node in one community. Communities are numbered by size, descending, then by their
/// smallest node.
struct Partition {
    std::vector<std::uint32_t> community;  ///< by node
    std::size_t count = 0;
};

/// Numbers arbitrary labels (each below labels.size()) the way a Partition does.
[[nodiscard]] Partition numbered(std::span<const std::uint32_t> labels);

/// Directed, unweighted modularity (Leicht and Newman 2008, "Community structure in directed
/// networks"): the share of edges inside communities less what the degrees alone would give,
/// Σ_c L_c/m - out_c·in_c/m². Added up in whole numbers. A graph without edges has 0.
/// Throws std::length_error for 2^31 edges or more.
[[nodiscard]] double modularity(const Digraph& graph, std::span<const std::uint32_t> community);

}  // namespace hubmine::network
