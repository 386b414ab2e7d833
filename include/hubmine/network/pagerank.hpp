#pragma once

#include "hubmine/network/digraph.hpp"

namespace hubmine::network {

struct PagerankOptions {
    double damping = 0.85;
    double tolerance = 1e-12;  ///< on the L1 distance between two iterations
    int max_iterations = 1000;
};

/// PageRank of every node (Brin and Page 1998), edges unweighted; the mass of nodes without
/// successors is spread evenly over all nodes, and so is the restart. The ranks add up to 1. Power
/// iteration from the even distribution.
[[nodiscard]] std::vector<double> pagerank(const Digraph& graph,
                                           const PagerankOptions& options = {});

}  // namespace hubmine::network
