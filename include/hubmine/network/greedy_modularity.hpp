#pragma once

#include "hubmine/network/partition.hpp"

#include <cstddef>

namespace hubmine::network {

/// Communities by greedy maximisation of directed, unweighted modularity: starting from single
/// nodes, the two communities whose union gains most are joined while nothing is lost (Clauset,
/// Newman, Moore 2004; the gain for directed graphs after Leicht and Newman 2008, as networkx
/// `greedy_modularity_communities(DiGraph)` has it). Gains are compared as whole numbers; of equal
/// ones the pair with the lowest node wins, a community being called by its highest.
///
/// A community's neighbours are looked through only when its best union may have changed, and each
/// pair is looked after by one of its two sides. A community that `patience` ties have been walked
/// along for, though few had changed, has them kept by what they gain, so that a star of hundreds
/// of thousands stays cheap; that changes no result. Throws std::length_error for 2^31 edges or
/// more.
[[nodiscard]] Partition greedy_modularity(const Digraph& graph, std::size_t patience = 1U << 20U);

}  // namespace hubmine::network
