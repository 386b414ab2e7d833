#pragma once

#include "hubmine/network/digraph.hpp"

#include <stdexcept>

namespace hubmine::network {

/// The number of edges, when its square still fits into 64 bits: community gains are compared as
/// whole numbers scaled by m², so that ties are ties. Throws std::length_error otherwise.
inline std::int64_t edge_total(const Digraph& graph) {
    constexpr std::size_t kLimit = std::size_t{1} << 31U;
    if (graph.edge_count() >= kLimit) {
        throw std::length_error("communities need fewer than 2^31 edges");
    }
    return static_cast<std::int64_t>(graph.edge_count());
}

}  // namespace hubmine::network
