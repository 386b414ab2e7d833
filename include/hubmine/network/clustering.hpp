#pragma once

#include "hubmine/network/digraph.hpp"

namespace hubmine::network {

/// The directed clustering coefficients of every node.
struct Clustering {
    std::vector<double> weighted;
    std::vector<double> binary;  ///< all weights 1
    /// Means over all nodes; 0 without nodes.
    [[nodiscard]] double weighted_mean() const;
    [[nodiscard]] double binary_mean() const;
};

/// Fagiolo 2007 ("Clustering in complex directed networks"), all triangle patterns together:
/// c(u) = T(u) / (d(u) (d(u) - 1) - 2 r(u)), where d is in-degree + out-degree, r the number of
/// reciprocated neighbours and T adds (ŵ_uv + ŵ_vu)(ŵ_vx + ŵ_xv)(ŵ_xu + ŵ_ux) over the triangles
/// {u, v, x}; ŵ is the cube root of weight / largest weight, 0 without an edge. 0 where undefined
/// or without triangles. Equals networkx `clustering(DiGraph, weight=...)`.
///
/// Each triangle is found once, from its end of lowest degree (Latapy 2008), in
/// O(edges · √edges). `threads` = 0 takes all the machine has; the result does not depend on it.
[[nodiscard]] Clustering clustering(const Digraph& graph, unsigned threads = 0);

}  // namespace hubmine::network
