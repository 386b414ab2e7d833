#include "hubmine/network/components.hpp"
#include "hubmine/network/layout.hpp"

#include "pixels.hpp"
#include "spiral.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/fruchterman_reingold.hpp>
#include <boost/graph/topology.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <vector>

namespace hubmine::network {

namespace {

constexpr double kRoom = 40;

double distance(const Point& a, const Point& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// How far most nodes are from the nearest other one: the median.
double usual_distance(const std::vector<Point>& points) {
    std::vector<double> nearest;
    for (std::size_t i = 0; i < points.size(); ++i) {
        double least = std::numeric_limits<double>::max();
        for (std::size_t j = 0; j < points.size(); ++j) {
            least = i == j ? least : std::min(least, distance(points[i], points[j]));
        }
        nearest.push_back(least);
    }
    const auto middle = nearest.begin() + static_cast<std::ptrdiff_t>(nearest.size() / 2);
    std::nth_element(nearest.begin(), middle, nearest.end());
    return *middle;
}

/// The nodes of one component around the origin, in their order.
std::vector<Point> lay_out_component(const Digraph& graph, const std::vector<Node>& nodes) {
    using Topology = boost::square_topology<>;
    using Drawn = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
    constexpr int kRounds = 200;
    const auto count = static_cast<double>(nodes.size());
    const double side = kRoom * std::sqrt(count);
    std::map<Node, std::size_t> place;
    for (const Node node : nodes) {
        place.emplace(node, place.size());
    }
    Drawn drawn(nodes.size());
    for (const auto& [node, at] : place) {
        for (const Node next : graph.successors(node)) {
            boost::add_edge(at, place.at(next), drawn);
        }
    }
    const Topology topology(side);
    std::vector<Topology::point_type> positions(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Point start = polar(side / 4, kWholeTurn * static_cast<double>(i) / count);
        positions[i][0] = start.x;
        positions[i][1] = start.y;
    }
    boost::fruchterman_reingold_force_directed_layout(
        drawn,
        boost::make_iterator_property_map(positions.begin(), get(boost::vertex_index, drawn)),
        topology,
        boost::cooling(boost::linear_cooling<double>(kRounds, side / 10))
            .force_pairs(boost::all_force_pairs()));
    std::vector<Point> points;
    Point centre;
    for (const auto& position : positions) {
        points.push_back({.x = position[0], .y = position[1]});
        centre.x += position[0] / count;
        centre.y += position[1] / count;
    }
    double reach = 0;
    for (const Point& point : points) {
        reach = std::max(reach, distance(point, centre));
    }
    const double apart = usual_distance(points);
    const double scale = apart > 0 ? std::min(kRoom / apart, side / reach) : 1;
    for (Point& point : points) {
        point = {.x = scale * (point.x - centre.x), .y = scale * (point.y - centre.y)};
    }
    return points;
}

/// The largest first, then by their first node.
std::vector<std::vector<Node>> components_of(const Digraph& graph) {
    const Components components = weak_components(graph);
    std::vector<std::vector<Node>> nodes(components.sizes.size());
    for (Node node = 0; node < graph.node_count(); ++node) {
        nodes[components.component[node]].push_back(node);
    }
    std::stable_sort(nodes.begin(), nodes.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return nodes;
}

}  // namespace

std::vector<Point> lay_out_by_forces(const Digraph& graph) {
    std::vector<Point> result(graph.node_count());
    Spiral spiral;
    for (const std::vector<Node>& nodes : components_of(graph)) {
        const std::vector<Point> points =
            nodes.size() > 1 ? lay_out_component(graph, nodes) : std::vector<Point>(1);
        double radius = kRoom / 4;
        for (const Point& point : points) {
            radius = std::max(radius, distance(point, {}) + kRoom / 4);
        }
        const Point centre = spiral.place(radius);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            result[nodes[i]] = {.x = rounded(centre.x + points[i].x),
                                .y = rounded(centre.y + points[i].y)};
        }
    }
    return result;
}

}  // namespace hubmine::network
