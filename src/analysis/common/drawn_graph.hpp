#pragma once

#include "hubmine/analysis/graph_entry.hpp"
#include "hubmine/network/layout.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Graphs that are ready to be drawn: their tables end in how everything looks.
namespace hubmine::analysis {

/// How a node is drawn.
struct NodeLook {
    network::Point at;
    double radius = 0;  ///< pixels
    std::string group;  ///< what its colour tells; empty = not known
    bool is_labelled = false;
};

/// How an edge is drawn.
struct EdgeLook {
    std::string colour;
    double width = 1;  ///< pixels
};

/// The radius of a node of so many downloads, or the like.
[[nodiscard]] double radius_of(std::int64_t number);

/// The nodes' columns x, y, size, group, colour and labelled, and the edges' colour and width, come
/// behind those that are there; the looks are in the order of the rows. The eight most frequent
/// groups of several nodes have colours (Okabe and Ito's 2008, which colour-blind readers tell
/// apart, and a violet), the others are grey.
[[nodiscard]] GraphTables drawn(const GraphTables& tables, const std::vector<NodeLook>& nodes,
                                const std::vector<EdgeLook>& edges);

/// The colour of what has none of its own.
inline constexpr std::string_view kGrey = "#999999";

}  // namespace hubmine::analysis
