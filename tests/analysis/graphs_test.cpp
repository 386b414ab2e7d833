#include "hubmine/analysis/graphs.hpp"

#include "hubmine/core/error.hpp"

#include "adoption/graphs.hpp"
#include "analysis/adoption/world.hpp"
#include "analysis/graph_results.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <utility>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Result graph(const AdoptionWorld& world, std::string_view name, const GraphCut& cut = {}) {
    return as_result(name == "usage" ? adoption::usage_graph(world.data, world.settings, cut)
                                     : adoption::co_usage_graph(world.data, world.settings, cut));
}

/// a and b share two spaces, b and c one; d stands alone.
AdoptionWorld chain() {
    AdoptionWorld world;
    const auto a = world.model("o/a", {}, 7, 70);
    const auto b = world.model("o/b");
    const auto c = world.model("c");
    const auto d = world.model("p/d");
    world.model("p/unused");
    world.space({a, b});
    world.space({a, b});
    world.space({b, c});
    world.space({d});
    return world;
}

TEST(Graphs, CoUsageHoldsEveryUsedModelAndEachLinkOnce) {
    const Result result = graph(chain(), "cousage");
    EXPECT_THAT(rows_of(result, "nodes"),
                ElementsAre("o/a|o|7|70|1|2", "o/b|o|0|0|2|3", "c||0|0|1|1", "p/d|p|0|0|0|0"));
    EXPECT_THAT(rows_of(result, "edges"), ElementsAre("o/a|o/b|2", "o/b|c|1"));
}

TEST(Graphs, ABoundOnTheWeightLeavesOutWhatThenHasNoLink) {
    const Result result = graph(chain(), "cousage", {.min_weight = 1.5});
    EXPECT_THAT(rows_of(result, "nodes"), ElementsAre("o/a|o|7|70|1|2", "o/b|o|0|0|2|3"));
    EXPECT_THAT(rows_of(result, "edges"), ElementsAre("o/a|o/b|2"));
}

TEST(Graphs, TopKeepsTheFirstOfTheRankingAndTheWeightsBetweenThem) {
    const Result result = graph(chain(), "cousage", {.top = 2});
    // b is linked to two; of a and c, linked to one each, c comes first by its bytes.
    EXPECT_THAT(rows_of(result, "nodes"), ElementsAre("o/b|o|0|0|2|3", "c||0|0|1|1"));
    EXPECT_THAT(rows_of(result, "edges"), ElementsAre("o/b|c|1"));
}

TEST(Graphs, UsageLinksModelsToSpacesWhateverTheyAreCalled) {
    AdoptionWorld world;
    world.space({world.model("someone/space-0")});
    const Result result = graph(world, "usage");
    EXPECT_THAT(rows_of(result, "nodes"), ElementsAre("someone/space-0|model|someone|0|1",
                                                      "spaces/someone/space-0|space|someone|0|1"));
    EXPECT_THAT(rows_of(result, "edges"), ElementsAre("spaces/someone/space-0|someone/space-0|1"));
}

TEST(Graphs, UsageOfTheTopModelHoldsItsSpacesOnly) {
    const Result result = graph(chain(), "usage", {.top = 1});
    EXPECT_THAT(rows_of(result, "nodes"),
                ElementsAre("o/b|model|o|0|3", "spaces/someone/space-0|space|someone|0|1",
                            "spaces/someone/space-1|space|someone|0|1",
                            "spaces/someone/space-2|space|someone|0|1"));
}

TEST(Graphs, UsageHasNoHeavyEdges) {
    EXPECT_THROW(graph(chain(), "usage", {.min_weight = 2.0}), core::UsageError);
}

TEST(Graphs, AGraphIsOfOneSubfield) {
    AdoptionWorld world = chain();
    world.settings.subfields = {};
    EXPECT_THROW(graph(world, "cousage"), core::UsageError);
    world.settings.subfields = {"cv"};
    EXPECT_THAT(rows_of(graph(world, "cousage"), "nodes"), IsEmpty());
}

TEST(Graphs, TheFirstColumnOfNodesIsTheirId) {
    for (const GraphEntry& entry : graph_catalogue()) {
        const Result result = asked(graph_catalogue(), chain().data, entry.name,
                                    {{"--subfields", HUBMINE_DATA "/subfields.csv"}});
        EXPECT_EQ(result.tables.at(0).schema().columns.front().name, "id");
    }
}

TEST(Graphs, CollaborationIsCutByDegreeAndByWeight) {
    AdoptionWorld world;
    world.data.authors = {"ada", "bob", "cy"};
    world.data.author_lists.values = {0, 1, 2};
    world.data.author_lists.offsets = {0, 1, 2, 3};
    world.model("o/m");
    world.model("o/n");
    // ada 3 and bob 1 commits in o/m, bob 1 and cy 1 in o/n.
    world.data.contributions[0] = {.repo = {0, 0, 1, 1},
                                   .author_list = {0, 1, 1, 2},
                                   .commits = {3, 1, 1, 1},
                                   .known = {1, 1}};
    const auto edges = [&world](const std::string& option, const std::string& value) {
        return asked(graph_catalogue(), world.data, "collaboration",
                     {{"--bots", "keep"}, {option, value}});
    };
    EXPECT_THAT(rows_of(edges("--subfield", "all"), "edges"),
                ElementsAre("ada|bob|3", "bob|ada|1", "bob|cy|1", "cy|bob|1"));
    EXPECT_THAT(rows_of(edges("--top", "2"), "edges"), ElementsAre("ada|bob|3", "bob|ada|1"));
    const Result heavy = edges("--min-weight", "2");
    EXPECT_THAT(rows_of(heavy, "edges"), ElementsAre("ada|bob|3"));
    EXPECT_EQ(rows_of(heavy, "nodes").size(), 2U);
}

}  // namespace
}  // namespace hubmine::analysis
