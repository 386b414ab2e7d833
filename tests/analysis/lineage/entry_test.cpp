#include "lineage/entry.hpp"

#include "hubmine/core/error.hpp"

#include "analysis/lineage/world.hpp"
#include "analysis/results.hpp"
#include "lineage/graph_entry.hpp"
#include "lineage/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

lineage::Settings installed() {
    lineage::Settings settings;
    settings.licenses_file = HUBMINE_DATA "/licenses.csv";
    settings.organisations_file = HUBMINE_DATA "/organisations.csv";
    return settings;
}

/// The tables keep the findings, and these the data: both live as long as the test.
class Lineage : public ::testing::Test {
  protected:
    /// a/base has a child of its own and b/one, which has c/two.
    void make_family() {
        world.model("a/base", {.downloads = 100, .likes = 4, .license = "llama2", .task = "x"});
        world.model("a/own", {.downloads = 10, .created_at = "2023-01-03", .license = "llama2"});
        world.model("b/one", {.downloads = 20, .created_at = "2023-01-11", .license = "mit"});
        world.model("c/two", {.downloads = 30, .likes = 1, .created_at = "2022-12-31"});
        world.claim("a/own", "a/base", "finetune");
        world.claim("b/one", "a/base", "adapter");
        world.claim("c/two", "b/one", "quantized");
    }
    /// Each leads to the other, and two-a to a leaf.
    void make_cycle() {
        for (const char* id : {"x/two-a", "y/two-b", "x/leaf"}) {
            world.model(id, {.downloads = 5});
        }
        world.claim("x/two-a", "y/two-b", "merge");
        world.claim("y/two-b", "x/two-a", "merge");
        world.claim("x/leaf", "x/two-a");
    }
    const Result& run() {
        data = world.data();
        data.named_model = world.find(settings.root);
        result = lineage::answer(data, settings);
        return result;
    }
    std::vector<std::string> table(std::string_view name) { return rows_of(run(), name); }

    LineageWorld world;
    lineage::Settings settings = installed();
    store::Dataset data;
    Result result;
};

TEST_F(Lineage, SummarisesTheWhole) {
    make_family();
    world.model("d/lost");
    world.model("d/alone");
    world.removed("d/gone");
    world.claim("d/lost", "d/lost");
    world.claim("d/lost", "who/knows");
    world.claim("d/lost", "d/gone");
    world.claim("b/one", "a/base", "merge");
    EXPECT_THAT(table("summary"),
                ElementsAre("6|4|0.666667|7|3|2|3|1|1|1|4|0|1|4|a/base|2|0|0|1|1|1|1"));
}

TEST_F(Lineage, RanksModelsByDescendants) {
    make_family();
    EXPECT_THAT(table("models"), ElementsAre("1|a/base|a|0|2|1|1|0|0|0|3|3|2|100|4|60|1|0.6",
                                             "2|b/one|b|1|1|0|0|0|1|0|1|1|1|20|0|30|1|1.5"));
    settings.top = 1;
    EXPECT_THAT(table("models"), ElementsAre(StartsWith("1|a/base|")));
}

TEST_F(Lineage, RanksOwnersByWhatOthersMade) {
    make_family();
    EXPECT_THAT(table("owners"), ElementsAre("1|a|a|unknown||2|1|1|2|1|2|2|110|50|0.454545",
                                             "2|b|b|unknown||1|1|1|1|1|1|1|20|30|1.5"));
}

TEST_F(Lineage, ACycleDescendsFromItselfAndHasNoGeneration) {
    make_cycle();
    EXPECT_THAT(table("models"), ElementsAre("1|x/two-a|x||2|0|0|1|0|1|2|2|1|5|0|10|0|2",
                                             "2|y/two-b|y||1|0|0|1|0|0|2|1|2|5|0|10|0|2"));
    EXPECT_THAT(table("generations"), IsEmpty());
    EXPECT_THAT(table("problems"),
                ElementsAre("x/two-a|y/two-b|merge|cycle", "y/two-b|x/two-a|merge|cycle"));
    EXPECT_THAT(table("summary"), ElementsAre("3|3|1|3|3|2|3|0|0|0|3|0|1|3|x/two-a|0|1|2|0|0|0|0"));
}

TEST_F(Lineage, RelationsAddUpToAll) {
    make_family();
    make_cycle();
    EXPECT_THAT(table("relations"),
                ElementsAre("all|6|1|4|6|5|0.666667|0.5|75|1|6|0|0|1.5|1",
                            "adapter|1|0.166667|1|1|1|1|0|20|0|1|10|10|10|0",
                            "finetune|1|0.166667|1|1|1|0|1|10|0|1|2|2|2|0",
                            "merge|2|0.333333|2|2|2|1|0|10|0|2|0|0|0|0",
                            "quantized|1|0.166667|1|1|1|1|1|30|1|1|-11|-11|-11|1",
                            "unknown|1|0.166667|1|1|1|0|1|5|0|1|0|0|0|0"));
}

TEST_F(Lineage, LagsNeedTwoDatesThatAreKnown) {
    world.model("a/base");
    world.model("b/undated", {.created_at = ""});
    world.model("b/floored", {.created_at = "2022-03-02T23:29:05.999Z"});
    world.model("b/after", {.created_at = "2022-03-02T23:29:06.000Z"});
    for (const char* child : {"b/undated", "b/floored", "b/after"}) {
        world.claim(child, "a/base", "merge");
    }
    EXPECT_THAT(table("relations")[3], HasSubstr("|1|-304.021|-304.021|-304.021|1"));
    EXPECT_EQ(note_of(result, "linked_models_without_created_at"), 1);
    EXPECT_EQ(note_of(result, "linked_models_floored"), 1);
}

TEST_F(Lineage, GenerationsAreTheShortestWayFromAnywhere) {
    make_family();
    world.claim("c/two", "a/base", "merge");
    EXPECT_THAT(table("generations"), ElementsAre("0|1|1|100|4|", "1|3|3|60|1|2"));
    settings.depth = 1;
    world.model("d/three", {.created_at = "2023-02-01"});
    world.claim("d/three", "c/two");
    EXPECT_EQ(table("generations").size(), 2U);
}

TEST_F(Lineage, ARootIsFoundByAPastName) {
    make_family();
    world.renamed("b/old", "b/one");
    world.claim("c/two", "b/old", "quantized");
    settings.root = "b/old";
    EXPECT_THAT(table("generations"), ElementsAre("b/one|0|1|1|20|0|", "b/one|1|1|1|30|1|-11"));
    EXPECT_THAT(
        table("tree"),
        ElementsAre("b/one|b/one|0|||1|1|mit|permissive||20|0|2023-01-11T00:00:00.000Z",
                    "b/one|c/two|1|b/one|quantized|0|0||none||30|1|2022-12-31T00:00:00.000Z"));
}

TEST_F(Lineage, ARootMayBeAlone) {
    make_family();
    world.model("d/alone", {.downloads = 7});
    settings.root = "d/alone";
    EXPECT_THAT(table("generations"), ElementsAre("d/alone|0|1|1|7|0|"));
    EXPECT_THAT(table("tree"), ElementsAre(StartsWith("d/alone|d/alone|0|||0|0||none|")));
}

TEST_F(Lineage, ARootThatNobodyKnowsIsRefused) {
    make_family();
    world.removed("d/gone");
    world.claim("c/two", "who/knows");
    world.claim("c/two", "d/gone");
    for (const char* name : {"who/knows", "d/gone", "nobody/says"}) {
        settings.root = name;
        EXPECT_THROW(run(), core::UsageError);
    }
}

TEST_F(Lineage, ATreeHangsOnTheSmallestParentOneNearer) {
    make_family();
    world.model("d/merge");
    world.claim("d/merge", "b/one", "merge");
    world.claim("d/merge", "a/own", "finetune");
    const std::vector<std::string> tree = table("tree");
    ASSERT_EQ(tree.size(), 5U);
    EXPECT_THAT(tree[0], StartsWith("a/base|a/base|0|||2|4|llama2|restrictive|"));
    EXPECT_THAT(tree[4], StartsWith("a/base|d/merge|2|a/own|finetune|0|0|"));
    settings.depth = 1;
    EXPECT_EQ(table("tree").size(), 3U);
}

TEST_F(Lineage, FlowJoinsWhatHasOneName) {
    make_family();
    world.model("old-one");
    world.claim("old-one", "a/base");
    std::vector<std::string> flow = table("flow");
    EXPECT_EQ(flow[0], "owner|a||1|1|0");
    EXPECT_EQ(flow[1], "owner|a|a|1|1|10");
    EXPECT_EQ(flow[8], "entity_type|unknown|unknown|4|4|60");
    EXPECT_EQ(flow[9], "country|||4|4|60");
    EXPECT_EQ(flow[10], "task|x||3|3|30");
    EXPECT_EQ(flow[11], "task|||1|1|30");
}

TEST_F(Lineage, LicencesAreKeptDroppedAndLoosened) {
    make_family();
    const std::vector<std::string> verdicts = table("licenses");
    ASSERT_EQ(verdicts.size(), 48U);
    EXPECT_EQ(verdicts[0], "all|kept|1|0.333333");
    EXPECT_EQ(verdicts[2], "all|dropped|1|0.333333");
    EXPECT_EQ(verdicts[6], "all|loosened|1|0.333333");
    EXPECT_EQ(verdicts[24], "merge|kept|0|");
    EXPECT_THAT(table("license_pairs"), ElementsAre("1|llama2|mit|loosened|1", "2|mit||dropped|1"));
}

TEST_F(Lineage, OtherLicencesAreUnclearOrChanged) {
    world.model("a/base", {.license = "mit"});
    world.model("b/other", {.license = "other"});
    world.model("b/apache", {.license = "apache-2.0"});
    world.model("b/gpl", {.license = "gpl-3.0"});
    world.model("c/none");
    world.model("c/added", {.license = "mit"});
    world.model("c/none-too");
    for (const char* child : {"b/other", "b/apache", "b/gpl"}) {
        world.claim(child, "a/base");
    }
    world.claim("c/added", "c/none");
    world.claim("c/none-too", "c/none");
    EXPECT_THAT(table("license_pairs"),
                ElementsAre("1||mit|added|1", "2|mit|apache-2.0|changed|1",
                            "3|mit|gpl-3.0|tightened|1", "4|mit|other|unclear|1"));
    EXPECT_EQ(table("licenses")[1], "all|none|1|0.2");
}

TEST_F(Lineage, DegreesCountFromOne) {
    make_family();
    EXPECT_THAT(table("degrees"), ElementsAre("children|1|1|1", "children|2|1|0.5",
                                              "descendants|1|1|1", "descendants|3|1|0.5"));
}

TEST_F(Lineage, ProblemsStandAsTheyWereClaimed) {
    make_family();
    world.renamed("old/base", "a/base");
    world.removed("d/gone");
    world.claim("a/own", "a/own", "finetune");
    world.claim("a/own", "old/base", "odd");
    world.claim("a/own", "a/base", "adapter");
    world.claim("c/two", "who/knows");
    world.claim("c/two", "d/gone", "merge");
    EXPECT_THAT(table("problems"),
                ElementsAre("a/own|a/base|finetune|duplicate", "a/own|old/base|odd|duplicate",
                            "a/own|a/own|finetune|self", "c/two|who/knows||missing",
                            "c/two|d/gone|merge|removed"));
}

TEST_F(Lineage, AModelWithoutOwnerIsItsOwn) {
    world.model("gpt2", {.downloads = 1});
    world.model("bert", {.downloads = 2});
    world.model("gpt2/child", {.downloads = 4});
    world.claim("bert", "gpt2");
    world.claim("gpt2/child", "gpt2");
    world.claim("bert", "gpt2/child");
    EXPECT_THAT(table("models"), ElementsAre("1|gpt2||0|2|0|0|0|0|2|2|2|2|1|0|6|0|6",
                                             "2|gpt2/child|gpt2|1|1|0|0|0|0|1|1|1|1|4|0|2|0|0.5"));
    EXPECT_THAT(table("owners"), ElementsAre("1|gpt2|gpt2|unknown||1|1|1|1|1|1|1|4|2|0.5"));
}

TEST_F(Lineage, TheOrderOfTheStoreChangesNothing) {
    make_family();
    make_cycle();
    world.model("d/merge", {.downloads = 3});
    world.claim("d/merge", "x/two-a", "merge");
    world.claim("d/merge", "b/one", "merge");
    world.claim("d/merge", "who/knows", "merge");
    std::vector<std::vector<std::string>> before;
    run();
    for (const TableRow<lineage::Findings>& row : lineage::table_rows()) {
        before.push_back(rows_of(result, row.schema.name));
    }
    world.turn_round();
    run();
    for (const TableRow<lineage::Findings>& row : lineage::table_rows()) {
        EXPECT_EQ(rows_of(result, row.schema.name), before.front()) << row.schema.name;
        before.erase(before.begin());
    }
}

TEST_F(Lineage, IsToldInASentence) {
    make_family();
    EXPECT_THAT(run().summary,
                ElementsAre("75 % of the 4 models name a parent; 1 tree; a/base has 3 descendants "
                            "of 3 owners in 2 generations; 33 % of edges loosen a restrictive "
                            "licence."));
    world.claim("a/base", "who/knows");
    EXPECT_THAT(run().summary[0],
                HasSubstr("; 25 % of claims name a parent that the store does not know."));
}

TEST_F(Lineage, WithoutModelsThereIsNothing) {
    EXPECT_THAT(table("summary"), ElementsAre("0|0||0|0|0|0|0|0|0|0|0|0|0||0|0|0|0|0|0|0"));
    EXPECT_THAT(table("tree"), IsEmpty());
    EXPECT_EQ(table("relations")[0], "all|0||0|0|0|||0|0|0||||0");
}

TEST_F(Lineage, OfModelsThatWereNeverListedNothingIsKnown) {
    data.never_listed = {core::Kind::kModel};
    result = lineage::answer(data, settings);
    EXPECT_THAT(rows_of(result, "summary"), ElementsAre(""));
    EXPECT_EQ(rows_of(result, "licenses")[0], "all|kept||");
    EXPECT_THAT(result.summary[0], StartsWith("No list of models was read"));
}

TEST_F(Lineage, OneTableNeedsNoMoreThanItsOwn) {
    make_family();
    settings.tables = {"problems"};
    settings.organisations_file = "/nowhere";
    settings.licenses_file = "/nowhere";
    EXPECT_THAT(table("problems"), IsEmpty());
}

TEST_F(Lineage, TheGraphHasLinkedModelsOnly) {
    make_family();
    world.model("d/alone");
    data = world.data();
    const auto graph = [this](const GraphCut& cut) {
        data.named_model = world.find(settings.root);
        GraphTables tables = lineage::lineage_graph(data, settings, cut);
        Result both;
        both.tables.emplace_back(std::move(tables.nodes));
        both.tables.emplace_back(std::move(tables.edges));
        return both;
    };
    EXPECT_THAT(rows_of(graph({}), "nodes"),
                ElementsAre("a/base|a|4|100||restrictive|0|2|3", "a/own|a|0|10||restrictive|1|0|0",
                            "b/one|b|0|20||permissive|1|1|1", "c/two|c|1|30||none|2|0|0"));
    EXPECT_THAT(rows_of(graph({}), "edges"),
                ElementsAre("a/base|a/own|1|finetune", "a/base|b/one|1|adapter",
                            "b/one|c/two|1|quantized"));
    EXPECT_THAT(rows_of(graph({.top = 2}), "edges"), ElementsAre("a/base|b/one|1|adapter"));
    EXPECT_THROW(graph({.min_weight = 2}), core::UsageError);
    settings.root = "a/base";
    settings.depth = 1;
    EXPECT_EQ(rows_of(graph({}), "nodes").size(), 3U);
    settings.root = "d/alone";
    EXPECT_THAT(rows_of(graph({}), "nodes"), IsEmpty());
}

}  // namespace
}  // namespace hubmine::analysis
