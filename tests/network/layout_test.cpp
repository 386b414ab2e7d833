#include "hubmine/network/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace hubmine::network {
namespace {

using testing::ElementsAre;

double distance(const Point& a, const Point& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// A root of so many children, all of one size.
Forest star(std::size_t children, double radius) {
    Forest forest{.parent = std::vector<Node>(children + 1, 0),
                  .radius = std::vector<double>(children + 1, radius),
                  .roots = {0}};
    forest.parent.front() = kNoParent;
    return forest;
}

void expect_apart(const std::vector<Point>& points, const std::vector<double>& radius) {
    for (std::size_t a = 0; a < points.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            EXPECT_GE(distance(points[a], points[b]), radius[a] + radius[b] + 2 - 0.02)
                << a << " and " << b;
        }
    }
}

TEST(ForestLayout, PutsChildrenAroundTheirParentFromTheTopClockwise) {
    EXPECT_THAT(lay_out_forest(star(2, 1)), ElementsAre(Point{0, 0}, Point{24, 0}, Point{-24, 0}));
}

TEST(ForestLayout, GivesRoomToNeighboursOnACircle) {
    const Forest forest = star(40, 5);
    const std::vector<Point> points = lay_out_forest(forest);
    expect_apart(points, forest.radius);
    // 40 discs of 12 pixels each need a circle of 12 / (2 sin(180 / 40)) pixels.
    EXPECT_NEAR(distance(points[0], points[7]), 76.47, 0.01);
}

TEST(ForestLayout, GivesEachChildAnAngleInProportionToTheLeavesBelowIt) {
    // Node 1 has three leaves, node 2 is one: three quarters of the turn belong to node 1.
    const Forest forest{
        .parent = {kNoParent, 0, 0, 1, 1, 1}, .radius = std::vector<double>(6, 1), .roots = {0}};
    const std::vector<Point> points = lay_out_forest(forest);
    EXPECT_NEAR(std::atan2(points[1].x, -points[1].y), 2 * M_PI * 3 / 8, 1e-3);
    EXPECT_NEAR(std::atan2(points[2].x, -points[2].y), 2 * M_PI * (7.0 / 8 - 1), 1e-3);
    EXPECT_NEAR(distance(points[4], points[0]), 48, 0.01);
}

TEST(ForestLayout, TreesTouchNoEarlierOne) {
    Forest forest;
    for (Node tree = 0; tree < 60; ++tree) {
        const auto root = static_cast<Node>(forest.parent.size());
        forest.roots.push_back(root);
        forest.parent.push_back(kNoParent);
        forest.radius.push_back(1 + tree % 7);
        for (Node child = 0; child < (60 - tree) / 3; ++child) {
            forest.parent.push_back(root);
            forest.radius.push_back(1 + child % 3);
        }
    }
    const std::vector<Point> points = lay_out_forest(forest);
    expect_apart(points, forest.radius);
    EXPECT_EQ(points, lay_out_forest(forest));
    EXPECT_EQ(points.front(), Point());
}

TEST(ForestLayout, RefusesANodeThatHangsOnNoRoot) {
    EXPECT_THROW(
        static_cast<void>(lay_out_forest({.parent = {1, 0}, .radius = {1, 1}, .roots = {}})),
        std::invalid_argument);
}

TEST(ForceLayout, PutsWhatIsLinkedCloserThanWhatIsNot) {
    // Two triangles that share an edge's worth of nodes with each other.
    const std::vector<Edge> edges{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 5}, {5, 3}};
    const std::vector<Point> points = lay_out_by_forces(Digraph(6, edges));
    EXPECT_LT(distance(points[0], points[1]), distance(points[0], points[4]));
    EXPECT_LT(distance(points[4], points[5]), distance(points[1], points[5]));
    EXPECT_EQ(points, lay_out_by_forces(Digraph(6, edges)));
}

TEST(ForceLayout, KeepsComponentsApart) {
    const std::vector<Edge> edges{{0, 1}, {2, 3}};
    const std::vector<Point> points = lay_out_by_forces(Digraph(5, edges));
    EXPECT_NEAR(distance(points[0], points[1]), 40, 0.02);
    expect_apart(points, std::vector<double>(5, 5));
}

TEST(ForceLayout, NothingIsNowhere) {
    EXPECT_TRUE(lay_out_by_forces(Digraph()).empty());
}

}  // namespace
}  // namespace hubmine::network
