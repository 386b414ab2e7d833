#pragma once

#include "hubmine/network/digraph.hpp"

#include <optional>

namespace hubmine::network {

/// Edges over possible edges, E / (N (N - 1)). Absent for fewer than two nodes.
[[nodiscard]] std::optional<double> density(const Digraph& graph);

/// Share of the directed edges whose reverse exists (Newman, Forrest, Balthrop 2002). Absent
/// without edges.
[[nodiscard]] std::optional<double> reciprocity(const Digraph& graph);

/// 2 E / N: mean of in-degree + out-degree. Absent without nodes.
[[nodiscard]] std::optional<double> average_degree(const Digraph& graph);

/// Pearson correlation, over the directed edges, of the source's out-degree with the target's
/// in-degree (Newman 2003, eq. 25; networkx `degree_assortativity_coefficient(DiGraph)`). Absent
/// when one of them is the same on every edge.
[[nodiscard]] std::optional<double> degree_assortativity(const Digraph& graph);

/// The density among the nodes of high degree (Smilkov and Kocarev 2010, directed): with k the
/// total degree of the ⌈top_percent·N/100⌉-th node by descending total degree, the edges among the
/// n nodes of degree >= k over n (n - 1). Absent when n < 2.
[[nodiscard]] std::optional<double> rich_club(const Digraph& graph, std::size_t top_percent = 10);

}  // namespace hubmine::network
