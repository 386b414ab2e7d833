#include "lineage/atlas.hpp"

#include "analysis/graph_results.hpp"
#include "analysis/lineage/world.hpp"
#include "analysis/results.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Atlas : public ::testing::Test {
  protected:
    Atlas() { settings.licenses_file = HUBMINE_DATA "/licenses.csv"; }

    /// a/base has b/one and b/two, both of them c/both, b/two has d/far.
    void make_family() {
        world.model("a/base", {.downloads = 99, .task = "text"});
        world.model("b/one", {.task = "text"});
        world.model("b/two", {.license = "mit", .task = "image"});
        world.model("c/both", {.license = "mit"});
        world.model("d/far");
        world.model("e/alone");
        world.claim("b/one", "a/base", "adapter");
        world.claim("b/two", "a/base", "finetune");
        world.claim("c/both", "b/two", "merge");
        world.claim("c/both", "b/one", "merge");
        world.claim("d/far", "b/two", "quantized");
    }
    const Result& draw() {
        data = world.data();
        result = as_result(lineage::atlas(data, settings, {}));
        return result;
    }
    /// The id and some columns of each node.
    std::vector<std::string> nodes(const std::vector<std::string>& columns) {
        return columns_of(draw(), "nodes", columns);
    }

    LineageWorld world;
    lineage::AtlasSettings settings;
    store::Dataset data;
    Result result;
};

TEST_F(Atlas, ShowsTheLinkedModelsByDescendants) {
    make_family();
    EXPECT_THAT(nodes({"id", "descendants", "size", "labelled"}),
                ElementsAre("a/base|4|3.9|1", "b/two|2|1.5|1", "b/one|1|1.5|1", "c/both|0|1.5|0",
                            "d/far|0|1.5|0"));
}

TEST_F(Atlas, BringsTheAncestorsOfThoseThatItShows) {
    make_family();
    settings.models = 1;
    EXPECT_THAT(nodes({"id"}), ElementsAre("a/base"));
    world.model("z/loved", {.downloads = 1000000000000});
    world.claim("z/loved", "c/both");
    settings.models = 2;
    EXPECT_THAT(nodes({"id"}), ElementsAre("a/base", "b/two", "b/one", "c/both", "z/loved"));
    world.claim("z/loved", "d/far");
    EXPECT_THAT(nodes({"id"}),
                ElementsAre("a/base", "b/two", "b/one", "c/both", "d/far", "z/loved"))
        << "both ways to it are shortest ones";
}

TEST_F(Atlas, HangsEachModelOnTheParentOfSmallestId) {
    make_family();
    EXPECT_THAT(columns_of(draw(), "edges", {"source", "target", "width"}),
                UnorderedElementsAre("a/base|b/one|0.9", "a/base|b/two|0.9", "b/one|c/both|0.9",
                                     "b/two|c/both|0.3", "b/two|d/far|0.9"));
    EXPECT_THAT(nodes({"id", "x", "y"}).front(), "a/base|0|0");
}

TEST_F(Atlas, HangsWhatOnlyCyclesLeadToOnItsSmallestId) {
    for (const char* id : {"x/a", "y/b", "x/leaf"}) {
        world.model(id);
    }
    world.claim("x/a", "y/b", "merge");
    world.claim("y/b", "x/a", "merge");
    world.claim("x/leaf", "y/b");
    EXPECT_THAT(nodes({"id", "x", "y"}), ElementsAre("x/a|0|0", "y/b|24|0", "x/leaf|-24|0"));
    EXPECT_THAT(columns_of(draw(), "edges", {"source", "target", "width"}),
                UnorderedElementsAre("y/b|x/a|0.3", "x/a|y/b|0.9", "y/b|x/leaf|0.3"));
}

TEST_F(Atlas, ColoursTellWhatIsAskedFor) {
    make_family();
    EXPECT_THAT(nodes({"group", "colour"}), ElementsAre("text|#0072B2", "image|#999999",
                                                        "text|#0072B2", "|#999999", "|#999999"));
    settings.colour = lineage::AtlasColour::kLicense;
    EXPECT_THAT(nodes({"group"}), ElementsAre("", "mit", "", "mit", ""));
    settings.colour = lineage::AtlasColour::kOwner;
    EXPECT_THAT(nodes({"group", "colour"}),
                ElementsAre("a|#999999", "b|#0072B2", "b|#0072B2", "c|#999999", "d|#999999"));
}

TEST_F(Atlas, DoesNotDependOnTheOrderOfTheStore) {
    make_family();
    const auto before = nodes({"id", "x", "y", "colour"});
    world.turn_round();
    EXPECT_EQ(nodes({"id", "x", "y", "colour"}), before);
}

TEST_F(Atlas, OfNothingIsEmpty) {
    world.model("e/alone");
    EXPECT_THAT(nodes({"id"}), IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis
