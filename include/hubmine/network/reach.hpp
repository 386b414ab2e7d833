#pragma once

#include "hubmine/network/digraph.hpp"
#include "hubmine/network/strong_components.hpp"

#include <cstdint>
#include <limits>

/// What can be reached along edges.
namespace hubmine::network {

/// Finds what sources lead to, again and again on one graph: what a search costs depends on what it
/// finds, not on the size of the graph. The graph must outlive it.
class Reach {
  public:
    explicit Reach(const Digraph& graph) : graph_(graph), seen_in_(graph.node_count(), 0) {}

    /// Each node once: the sources (which must be distinct) in their order, then whatever else can
    /// be reached along edges from one of them. Valid until the next search.
    [[nodiscard]] std::span<const Node> from(std::span<const Node> sources);

  private:
    const Digraph& graph_;
    std::vector<std::uint32_t> seen_in_;  // by node: the last search that found it
    std::uint32_t search_ = 0;
    std::vector<Node> found_;
};

/// Of each node, how many others can be reached from it: the size of its row in the transitive
/// closure, itself left out. Nodes of one cycle share a search, and nodes that lead nowhere need
/// none. No algorithm is known that is exact, linear and general (Cohen 1997, "Size-estimation
/// framework with applications to transitive closure and reachability", estimates for that
/// reason). This one takes O(nodes + edges) memory and as many steps as there are edges below a
/// component, summed over the components: with a bounded number of ancestors a node, as in
/// lineages, it is linear; a chain of n nodes takes n * n / 2.
[[nodiscard]] std::vector<std::size_t> descendant_counts(const Digraph& graph,
                                                         const StrongComponents& components);

inline constexpr std::uint32_t kUnreached = std::numeric_limits<std::uint32_t>::max();

/// By node: edges on the shortest way from one of the sources, 0 for these, kUnreached where none
/// leads. Breadth-first from all of them at once (Moore 1959, "The shortest path through a maze"),
/// O(nodes + edges).
[[nodiscard]] std::vector<std::uint32_t> distances(const Digraph& graph,
                                                   std::span<const Node> sources);

}  // namespace hubmine::network
