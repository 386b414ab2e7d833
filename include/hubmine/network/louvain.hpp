#pragma once

#include "hubmine/network/partition.hpp"

namespace hubmine::network {

struct LouvainOptions {
    std::uint64_t seed = 1;
    int restarts = 1;  ///< independent runs; the best partition is kept
};

/// Communities by multi-level local moving on directed, unweighted modularity (Blondel et al. 2008;
/// directed gain: Dugué and Perez 2015). After the levels have settled, single nodes are moved
/// again and the levels are built anew until nothing is gained. The order of visits comes from the
/// seed. Gains are compared as whole numbers. Throws std::length_error for 2^31 edges or more.
[[nodiscard]] Partition louvain(const Digraph& graph, const LouvainOptions& options = {});

}  // namespace hubmine::network
