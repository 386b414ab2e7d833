#include "hubmine/network/structure.hpp"

#include "hubmine/network/components.hpp"

#include "network/graphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::network {
namespace {

using ::testing::ElementsAre;

constexpr double kTolerance = 1e-12;

TEST(Structure, OfACompleteDigraphOf14) {
    const Digraph graph = complete(14);
    EXPECT_EQ(density(graph), 1.0);
    EXPECT_EQ(reciprocity(graph), 1.0);
    EXPECT_EQ(rich_club(graph), 1.0);
    EXPECT_EQ(average_degree(graph), 26.0);
    EXPECT_FALSE(degree_assortativity(graph));
}

TEST(Structure, AgreesWithNetworkx) {
    const Digraph graph = random_digraph(300, 2500, 3);
    EXPECT_NEAR(*density(graph), 0.02730211817168339, kTolerance);
    EXPECT_NEAR(*reciprocity(graph), 0.026133115557370357, kTolerance);
    EXPECT_NEAR(*rich_club(graph), 0.07358870967741936, kTolerance);
    EXPECT_NEAR(*degree_assortativity(graph), -0.011389381975602585, kTolerance);
    EXPECT_NEAR(*degree_assortativity(karate_club()), -0.47561309768461413, kTolerance);
}

TEST(Structure, ARichClubTakesInAllWhoTieWithItsLastMember) {
    // Degrees 3, 3, 1, 1, 2: of 5 nodes the first decides, two have its degree.
    const std::vector<Edge> edges{{0, 1, 1}, {0, 4, 1}, {2, 0, 1}, {1, 4, 1}, {1, 3, 1}};
    EXPECT_EQ(rich_club(Digraph(5, edges)), 0.5);
}

TEST(Structure, WhatIsUndefinedIsAbsent) {
    const Digraph empty;
    EXPECT_FALSE(density(empty));
    EXPECT_FALSE(reciprocity(empty));
    EXPECT_FALSE(rich_club(empty));
    EXPECT_FALSE(average_degree(empty));
    EXPECT_FALSE(degree_assortativity(empty));
    const std::vector<Edge> star{{1, 0, 1}, {2, 0, 1}, {3, 0, 1}};
    EXPECT_FALSE(rich_club(Digraph(4, star)));
    EXPECT_FALSE(degree_assortativity(Digraph(4, star)));
}

TEST(Components, ForgetDirections) {
    const std::vector<Edge> edges{{3, 1, 1}, {1, 4, 1}, {2, 5, 1}};
    const Components components = weak_components(Digraph(6, edges));
    EXPECT_THAT(components.component, ElementsAre(0, 1, 2, 1, 1, 2));
    EXPECT_THAT(components.sizes, ElementsAre(1, 3, 2));
    EXPECT_EQ(components.largest(), 3U);
}

TEST(Components, AGraphOfNobodyHasNone) {
    EXPECT_EQ(weak_components(Digraph()).largest(), 0U);
}

}  // namespace
}  // namespace hubmine::network
