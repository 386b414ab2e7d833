#include "analysis/adoption/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::analysis::adoption {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Rq3, AStarOfSpacesAroundOneModel) {
    AdoptionWorld world;
    const auto hub = world.model("a/hub");
    world.model("b/used-nowhere");
    world.space({hub});
    world.space({hub});
    world.space({hub});
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "summary"),
                ElementsAre("all|usage|1|3|3|3|3||3|3|3|3|0", "all|cousage|1|3|0|0|0||0|0|0|0|0"));
    EXPECT_THAT(rows_of(result, "usage"), ElementsAre("all|1|a/hub|a|3"));
    EXPECT_THAT(rows_of(result, "cousage"), ElementsAre("all|1|a/hub|a|0|0"));
    EXPECT_THAT(rows_of(result, "degrees"), ElementsAre("all|usage|3|1|1", "all|cousage|0|1|1"));
}

TEST(Rq3, TwoSpacesThatShareAllModels) {
    AdoptionWorld world;
    const auto a = world.model("o/a");
    const auto b = world.model("o/b");
    const auto c = world.model("p/c");
    const auto alone = world.model("gpt2");
    world.space({a, b, c});
    world.space({a, b, c});
    world.space({alone});
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "summary"), ElementsAre("all|usage|4|3|7|7|1.75|0.5|1.75|2|2|2|0",
                                                        "all|cousage|4|3|3|6|1.5|1|1.5|2|2|2|0"));
    EXPECT_THAT(rows_of(result, "cousage"), ElementsAre("all|1|o/a|o|2|4", "all|2|o/b|o|2|4",
                                                        "all|3|p/c|p|2|4", "all|4|gpt2||0|0"));
    EXPECT_THAT(rows_of(result, "degrees"),
                ElementsAre("all|usage|1|1|1", "all|usage|2|3|0.75", "all|cousage|0|1|1",
                            "all|cousage|2|3|0.75"));
}

TEST(Rq3, ModelsWithoutOwnerCountInTheShareOfOthersOnly) {
    AdoptionWorld world;
    const auto a = world.model("facebook/opt");
    const auto b = world.model("meta-llama/llama");
    const auto c = world.model("gpt2");
    const auto d = world.model("facebook/bart");
    world.space({a, b, c, d});
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "owners"),
                ElementsAre("all|usage|100|1|facebook|2|0.5|Meta|company|US",
                            "all|usage|100|2|meta-llama|1|0.25|Meta|company|US",
                            "all|cousage|100|1|facebook|2|0.5|Meta|company|US",
                            "all|cousage|100|2|meta-llama|1|0.25|Meta|company|US"));
}

TEST(Rq3, TiesAreBrokenByTheBytesOfTheId) {
    AdoptionWorld world;
    const auto z = world.model("z/late");
    const auto upper = world.model("Z/early");
    const auto a = world.model("a/middle");
    world.space({z, upper, a});
    EXPECT_THAT(rows_of(world.run(), "usage"),
                ElementsAre("all|1|Z/early|Z|1", "all|2|a/middle|a|1", "all|3|z/late|z|1"));
}

TEST(Rq3, TopCutsTheRankingsAndTheOwnersButNotTheRest) {
    AdoptionWorld world;
    const auto a = world.model("o/a");
    const auto b = world.model("p/b");
    world.space({a, b});
    world.space({a});
    world.settings.top = 1;
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "usage"), ElementsAre("all|1|o/a|o|2"));
    EXPECT_THAT(rows_of(result, "owners"),
                ElementsAre("all|usage|1|1|o|1|1|||", "all|cousage|1|1|o|1|1|||"));
    EXPECT_THAT(rows_of(result, "degrees"), SizeIs(3));
}

TEST(Rq3, ASubfieldIsChosenByTheModelsTagsOrTheSpaces) {
    AdoptionWorld world;
    const auto vision = world.model("o/vision", {"object-detection"});
    const auto text = world.model("o/text", {"text-generation"});
    world.space({vision, text}, {"translation"});
    world.space({vision});
    world.settings.subfields = {"nlp", "cv"};
    EXPECT_THAT(rows_of(world.run(), "usage"),
                ElementsAre("cv|1|o/vision|o|2", "nlp|1|o/text|o|1"));
    world.settings.subfield_of_space = true;
    const Result by_space = world.run();
    EXPECT_THAT(rows_of(by_space, "usage"), ElementsAre("nlp|1|o/text|o|1", "nlp|2|o/vision|o|1"));
    EXPECT_THAT(rows_of(by_space, "summary"), Contains("cv|usage|0|0|0|0|||||||0"));
}

TEST(Rq3, UnknownTargetsAreCountedNotGuessed) {
    AdoptionWorld world;
    world.model("a/model");
    world.space({});
    world.data.usage.unresolved = 7;
    const Result result = world.run();
    EXPECT_EQ(note_of(result, "unresolved_usage"), 7);
    EXPECT_THAT(rows_of(result, "usage"), IsEmpty());
    EXPECT_THAT(rows_of(result, "summary"),
                ElementsAre("all|usage|0|0|0|0|||||||0", "all|cousage|0|0|0|0|||||||0"));
}

TEST(Rq3, CopiesAreCountedAndLeftOutOnRequest) {
    AdoptionWorld world;
    const auto a = world.model("o/a");
    const auto b = world.model("o/b");
    world.space({a});
    world.space({a, b}, {}, true);
    EXPECT_EQ(note_of(world.run(), "duplicated_spaces"), 1);
    EXPECT_EQ(note_of(world.run(), "duplicated_space_edges"), 2);
    EXPECT_THAT(rows_of(world.run(), "usage"), SizeIs(2));
    world.settings.no_duplicates = true;
    const Result result = world.run();
    EXPECT_EQ(note_of(result, "duplicated_space_edges"), 2);
    EXPECT_THAT(rows_of(result, "usage"), ElementsAre("all|1|o/a|o|1"));
}

TEST(Rq3, ACapPerModelKeepsTheFirstSpacesAndSaysWhatItHides) {
    AdoptionWorld world;
    const auto a = world.model("o/a");
    const auto b = world.model("o/b");
    world.space({a});
    world.space({a});
    world.space({a, b});
    world.settings.cap_per_model = 2;
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "usage"), ElementsAre("all|1|o/a|o|2", "all|2|o/b|o|1"));
    EXPECT_THAT(rows_of(result, "cousage"), ElementsAre("all|1|o/a|o|0|0", "all|2|o/b|o|0|0"));
    EXPECT_EQ(note_of(result, "usage_edges"), 4);
    EXPECT_EQ(note_of(result, "cap_per_model_hidden_edges"), 1);
    EXPECT_EQ(note_of(result, "cap_per_model_capped_models"), 1);
}

TEST(Rq3, ACapPerSpaceTouchesCoUsageOnly) {
    AdoptionWorld world;
    const auto a = world.model("o/a");
    const auto b = world.model("o/b");
    const auto c = world.model("o/c");
    world.space({a, b, c});
    world.space({b, c});
    world.settings.max_models_per_space = 2;
    const Result result = world.run();
    EXPECT_THAT(rows_of(result, "usage"),
                ElementsAre("all|1|o/b|o|2", "all|2|o/c|o|2", "all|3|o/a|o|1"));
    EXPECT_THAT(rows_of(result, "cousage"),
                ElementsAre("all|1|o/b|o|2|2", "all|2|o/a|o|1|1", "all|3|o/c|o|1|1"));
    EXPECT_EQ(note_of(result, "max_models_per_space_capped_spaces"), 1);
    EXPECT_EQ(note_of(result, "max_models_per_space_hidden_edges"), 1);
    EXPECT_EQ(note_of(result, "max_models_per_space_hidden_cousage_weight"), 2);
}

TEST(Rq3, RepeatedPairsCountOnce) {
    AdoptionWorld world;
    const auto a = world.model("o/a");
    world.space({a, a});
    EXPECT_THAT(rows_of(world.run(), "usage"), ElementsAre("all|1|o/a|o|1"));
}

TEST(Rq3, UsageIsCorrelatedOverAllModelsAndOverTheUsedOnes) {
    AdoptionWorld world;
    const auto a = world.model("o/a", {}, 1, 30);
    const auto b = world.model("o/b", {}, 2, 20);
    const auto c = world.model("o/c", {}, 3, 10);
    world.model("o/nowhere", {}, 0, 0);
    world.space({a, b, c});
    world.space({b, c});
    world.space({b});
    // Pearson by hand: usage 1 3 2 0 against likes 1 2 3 0 and downloads 30 20 10 0.
    EXPECT_THAT(
        rows_of(world.run(), "correlations"),
        ElementsAre("all_models|n_usage_spaces|n_likes|4|0.8|0.2|0.8|0.2",
                    "all_models|n_usage_spaces|n_downloads|4|0.4|0.6|0.4|0.6",
                    "used_models|n_usage_spaces|n_likes|3|0.5|0.666667|0.5|0.666667",
                    "used_models|n_usage_spaces|n_downloads|3|-0.5|0.666667|-0.5|0.666667"));
}

TEST(Rq3, WithoutUsageCorrelationsAreMissing) {
    AdoptionWorld world;
    world.model("o/a", {}, 1, 30);
    world.model("o/b", {}, 3, 20);
    EXPECT_THAT(rows_of(world.run(), "correlations"),
                Contains("all_models|n_usage_spaces|n_likes|2||||"));
}

TEST(Rq3, TellsWhatItFoundInSentences) {
    AdoptionWorld world;
    const auto a = world.model("facebook/opt", {}, 5);
    const auto b = world.model("meta-llama/llama", {}, 3);
    world.space({a, b});
    world.space({a});
    EXPECT_THAT(
        world.run().summary,
        ElementsAre(
            "all: most used: facebook/opt (2 spaces), meta-llama/llama (1).",
            "  2 models are used by 2 spaces, a model by 1.50 on average (SD 0.71, median 1.5, at "
            "most 2); 0 by 1,000 or more.",
            "  Owners of the 2 most used models: Meta 2: together 100 %.",
            "  Used together: 1 pair of models; linked to most others: facebook/opt (1 model), "
            "meta-llama/llama (1).",
            "  Owners of the 2 most linked models: Meta 2: together 100 %.",
            "Over all models usage correlates (Pearson) with n_likes 1.00."));
}

TEST(Rq3, SaysWhatTheCapsHide) {
    AdoptionWorld world;
    const auto a = world.model("o/a");
    world.space({a});
    world.space({a, world.model("o/b"), world.model("o/c")});
    world.settings.cap_per_model = 1;
    world.settings.max_models_per_space = 1;
    EXPECT_THAT(world.run().summary,
                AllOf(Contains("The cap per model hides 1 edges of 1 models."),
                      Contains("The cap per space hides from co-usage 1 edges of 1 spaces, and 1 "
                               "of its weight.")));
}

TEST(Rq3, OnlyWantedTablesAreMade) {
    AdoptionWorld world;
    world.space({world.model("o/a")});
    world.settings.tables = {"usage"};
    const Result result = world.run();
    ASSERT_THAT(result.tables, SizeIs(1));
    EXPECT_EQ(result.tables.front().name(), "usage");
}

}  // namespace
}  // namespace hubmine::analysis::adoption
