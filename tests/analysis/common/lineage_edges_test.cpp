#include "common/lineage_edges.hpp"

#include "analysis/lineage/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LineageEdges, OfClaimsOfOneParentTheFirstRelationHolds) {
    LineageWorld world;
    world.model("a/base");
    world.model("b/child");
    world.claim("b/child", "a/base", "quantized");
    world.claim("b/child", "a/base", "finetune");
    world.claim("b/child", "a/base", "distilled");
    const LineageEdges lineage = lineage_edges(world.data());
    EXPECT_THAT(lineage.edges, ElementsAre(LineageEdge{0, 1, Relation::kFinetune}));
    EXPECT_EQ(lineage.count(ClaimState::kGood), 3);
}

TEST(LineageEdges, RelationsThatNobodyKnowsAreUnknown) {
    LineageWorld world;
    world.model("a/base");
    world.model("b/one");
    world.model("b/two");
    world.claim("b/one", "a/base", "distilled");
    world.claim("b/two", "a/base");
    EXPECT_THAT(
        lineage_edges(world.data()).edges,
        ElementsAre(LineageEdge{0, 1, Relation::kUnknown}, LineageEdge{0, 2, Relation::kUnknown}));
}

TEST(LineageEdges, ClaimsOfItselfOfNobodyAndOfWhatIsGoneAreNone) {
    LineageWorld world;
    world.model("a/base");
    world.model("b/child");
    world.removed("a/gone");
    world.claim("b/child", "b/child");
    world.claim("b/child", "nobody/knows");
    world.claim("b/child", "a/gone");
    const LineageEdges lineage = lineage_edges(world.data());
    EXPECT_THAT(lineage.edges, IsEmpty());
    EXPECT_EQ(lineage.count(ClaimState::kSelf), 1);
    EXPECT_EQ(lineage.count(ClaimState::kUnresolved), 1);
    EXPECT_EQ(lineage.count(ClaimState::kRemoved), 1);
}

TEST(LineageEdges, APastNameAndThePresentOneAreOneParent) {
    LineageWorld world;
    world.model("a/base");
    world.model("b/child");
    world.renamed("old/base", "a/base");
    world.claim("b/child", "old/base", "merge");
    world.claim("b/child", "a/base", "adapter");
    EXPECT_THAT(lineage_edges(world.data()).edges,
                ElementsAre(LineageEdge{0, 1, Relation::kAdapter}));
}

TEST(LineageEdges, DerivedCountsEdgesToOtherOwners) {
    LineageWorld world;
    world.model("a/base");
    world.model("b/one");
    world.model("b/two");
    world.model("a/own");
    world.claim("b/one", "a/base");
    world.claim("b/two", "a/base");
    world.claim("a/own", "a/base");
    world.claim("b/two", "b/one");
    const LineageEdges lineage = lineage_edges(world.data());
    EXPECT_THAT(derived_models(world.data(), lineage.edges), ElementsAre(2, 0, 0, 0));
}

TEST(LineageEdges, AModelWithoutOwnerIsItsOwn) {
    LineageWorld world;
    world.model("gpt2");
    world.model("gpt2/child");
    world.model("bert");
    world.model("A/base");
    world.model("a/child");
    world.claim("gpt2/child", "gpt2");
    world.claim("bert", "gpt2");
    world.claim("a/child", "A/base");
    const LineageEdges lineage = lineage_edges(world.data());
    EXPECT_THAT(derived_models(world.data(), lineage.edges), ElementsAre(2, 0, 0, 1, 0));
}

TEST(LineageEdges, WithoutModelsThereAreNone) {
    EXPECT_THAT(lineage_edges(store::Dataset{}).edges, IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis
