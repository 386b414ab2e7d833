#include "hubmine/network/layout.hpp"

#include "pixels.hpp"
#include "spiral.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace hubmine::network {

namespace {

constexpr double kLeastStep = 24;

/// One tree around its own root.
struct Tree {
    std::vector<Node> nodes;  // parents before children, each generation in angular order
    std::vector<Point> at;    // beside them
    double radius = 0;        // of the circle around all
};

/// Lays out one tree after the other.
class Trees {
  public:
    explicit Trees(const Forest& forest)
        : forest_(forest),
          children_(forest.parent.size()),
          leaves_(forest.parent.size(), 0),
          generation_(forest.parent.size(), 0),
          angle_(forest.parent.size(), 0) {
        for (Node node = 0; node < forest.parent.size(); ++node) {
            if (forest.parent[node] != kNoParent) {
                children_.at(forest.parent[node]).push_back(node);
            }
        }
    }

    [[nodiscard]] Tree lay_out(Node root) {
        Tree tree{.nodes = {root}, .at = {}, .radius = 0};
        for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
            for (const Node child : children_[tree.nodes[i]]) {
                generation_[child] = generation_[tree.nodes[i]] + 1;
                tree.nodes.push_back(child);
            }
        }
        count_leaves(tree.nodes);
        give_sectors(root);
        const double step = step_of(tree.nodes);
        for (const Node node : tree.nodes) {
            const double distance = static_cast<double>(generation_[node]) * step;
            tree.at.push_back(polar(distance, angle_[node]));
            tree.radius = std::max(tree.radius, distance + forest_.radius[node]);
        }
        return tree;
    }

  private:
    void count_leaves(const std::vector<Node>& nodes) {
        for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
            leaves_[*node] = std::max<std::uint64_t>(leaves_[*node], 1);
            if (forest_.parent[*node] != kNoParent) {
                leaves_[forest_.parent[*node]] += leaves_[*node];
            }
        }
    }

    /// From `root` downwards: each node stands in the middle of its sector.
    void give_sectors(Node root) {
        struct Sector {
            Node node = 0;
            double from = 0;
            double width = 0;
        };
        std::vector<Sector> open{{root, 0, kWholeTurn}};
        while (!open.empty()) {
            const Sector sector = open.back();
            open.pop_back();
            angle_[sector.node] = sector.from + sector.width / 2;
            double from = sector.from;
            for (const Node child : children_[sector.node]) {
                const double width = sector.width * static_cast<double>(leaves_[child]) /
                                     static_cast<double>(leaves_[sector.node]);
                open.push_back({child, from, width});
                from += width;
            }
        }
    }

    [[nodiscard]] double step_of(const std::vector<Node>& nodes) const {
        double step = kLeastStep;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            const Node node = nodes[i];
            step = std::max(step, room(node, forest_.parent[node]));
            if (generation_[nodes[i - 1]] == generation_[node]) {
                step = std::max(step, step_between(nodes[i - 1], node));
            }
        }
        for (std::size_t first = 1; first < nodes.size();) {  // around each circle
            std::size_t last = first;
            while (last + 1 < nodes.size() &&
                   generation_[nodes[last + 1]] == generation_[nodes[first]]) {
                ++last;
            }
            if (last > first) {
                step = std::max(step, step_between(nodes[last], nodes[first]));
            }
            first = last + 1;
        }
        return step;
    }

    [[nodiscard]] double room(Node a, Node b) const {
        return forest_.radius[a] + forest_.radius[b] + kGap;
    }
    /// That keeps two nodes of one circle apart.
    [[nodiscard]] double step_between(Node a, Node b) const {
        double apart = std::abs(angle_[a] - angle_[b]);
        apart = std::min(apart, kWholeTurn - apart);
        const double chord = 2 * static_cast<double>(generation_[a]) * std::sin(apart / 2);
        return room(a, b) / chord;
    }

    const Forest& forest_;
    std::vector<std::vector<Node>> children_;  // ascending
    std::vector<std::uint64_t> leaves_;
    std::vector<std::uint64_t> generation_;
    std::vector<double> angle_;
};

}  // namespace

std::vector<Point> lay_out_forest(const Forest& forest) {
    std::vector<Point> points(forest.parent.size());
    Trees trees(forest);
    Spiral spiral;
    std::size_t placed = 0;
    for (const Node root : forest.roots) {
        const Tree tree = trees.lay_out(root);
        const Point centre = spiral.place(tree.radius);
        for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
            points[tree.nodes[i]] = {.x = rounded(centre.x + tree.at[i].x),
                                     .y = rounded(centre.y + tree.at[i].y)};
        }
        placed += tree.nodes.size();
    }
    if (placed != points.size()) {
        throw std::invalid_argument("a node of a forest hangs on no root");
    }
    return points;
}

}  // namespace hubmine::network
