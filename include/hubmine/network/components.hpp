#pragma once

#include "hubmine/network/digraph.hpp"

namespace hubmine::network {

/// Which weakly connected component each node is in, and how large they are.
struct Components {
    std::vector<std::uint32_t> component;  ///< by node; numbered by their smallest node
    std::vector<std::size_t> sizes;        ///< by component
    [[nodiscard]] std::size_t largest() const;
};

/// Components of the graph with the directions forgotten. An isolated node is one of its own.
[[nodiscard]] Components weak_components(const Digraph& graph);

}  // namespace hubmine::network
