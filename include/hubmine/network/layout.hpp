#pragma once

#include "hubmine/network/digraph.hpp"

#include <limits>
#include <span>
#include <vector>

/// Where nodes go in a picture. Nothing is drawn by chance: the same graph lies the same.
namespace hubmine::network {

/// In pixels, y downwards.
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

inline constexpr Node kNoParent = std::numeric_limits<Node>::max();

/// Trees whose nodes are discs.
struct Forest {
    std::vector<Node> parent;    ///< by node; kNoParent for a root
    std::vector<double> radius;  ///< by node, > 0
    std::vector<Node> roots;     ///< each once, in the order in which their trees are placed
};

/// Each tree is radial: its root in the middle, nodes g edges away on a circle of radius g d, each
/// in the middle of a sector in proportion to the leaves below it (1 for a leaf), children in
/// ascending order from the top clockwise; d is the least that keeps neighbours on a circle, and
/// children from parents, 2 pixels apart, and at least 24. The first tree lies in the origin, each
/// later one where its circle touches no earlier one: as near to the origin as steps of 4 pixels
/// tell, then at the least angle in steps of 1 degree. Coordinates are rounded to 0.01. Throws
/// std::invalid_argument when a node hangs on no root.
[[nodiscard]] std::vector<Point> lay_out_forest(const Forest& forest);

/// By forces between nodes and along edges (Fruchterman and Reingold 1991), from a circle in the
/// order of the nodes; directions and weights do not matter. Components lie beside each other as
/// trees do, the largest first; each is scaled so that half of its nodes are 40 pixels or more from
/// the nearest other one, as far as a circle of 40 sqrt(nodes) pixels around them has room for it.
/// Coordinates are rounded to 0.01. O(nodes^2).
[[nodiscard]] std::vector<Point> lay_out_by_forces(const Digraph& graph);

}  // namespace hubmine::network
