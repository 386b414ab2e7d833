#include "hubmine/core/error.hpp"

#include "analysis/sizes/world.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <variant>

namespace hubmine::analysis {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr std::int64_t kBillion = 1'000'000'000;

TEST(SizeBands, EndBeforeTheNextOneBegins) {
    SizesWorld world;
    world.model("a/just-below", {.parameters = 99'999'999, .downloads = 1});
    world.model("a/at-the-edge", {.parameters = 100'000'000, .downloads = 3, .all_time = 8});
    world.model("a/huge", {.parameters = 100 * kBillion, .all_time = 2, .likes = 5});
    world.model("a/not-told", {.downloads = 4});
    EXPECT_THAT(world.rows("bands"),
                ElementsAre("under_100m|0|100000000|1|0.25|1|0.125|0|0|1|0|0|0|0",
                            "100m|100000000|500000000|1|0.25|3|0.375|8|0.8|3|0|0|0|0",
                            "500m|500000000|1000000000|0|0|0|0|0|0||0|0||0",
                            "1b|1000000000|3000000000|0|0|0|0|0|0||0|0||0",
                            "3b|3000000000|10000000000|0|0|0|0|0|0||0|0||0",
                            "10b|10000000000|30000000000|0|0|0|0|0|0||0|0||0",
                            "30b|30000000000|100000000000|0|0|0|0|0|0||0|0||0",
                            "100b|100000000000||1|0.25|0|0|2|0.2|0|5|1|5|0",
                            "unknown|||1|0.25|4|0.5|0|0|4|0|0|0|0"));
}

TEST(SizeBands, CountWhatOthersMadeOfThemWhateverIsChosen) {
    SizesWorld world;
    const auto parent = world.model("a/parent", {.parameters = 2 * kBillion, .task = "x"});
    world.model("b/child", {});
    world.made_from(parent, "finetune");
    world.model("a/own-child", {});
    world.made_from(parent, "finetune");
    world.settings.task = "x";
    EXPECT_THAT(world.rows("bands"), Contains("1b|1000000000|3000000000|1|1|0||0||0|0||0|1"));
}

TEST(SizeBands, OfNothingHaveNoShares) {
    SizesWorld world;
    EXPECT_THAT(world.rows("bands"), Contains("unknown|||0||0||0|||0|||0"));
}

TEST(SizeSources, SayWhereNamesDisagree) {
    SizesWorld world;
    world.model("a/m-7b", {.parameters = 14 * kBillion, .downloads = 1});
    world.model("a/n-7b", {.parameters = 14 * kBillion + 1});
    world.model("a/o-7b", {.parameters = 3'499'999'999, .by_gguf = true});
    world.model("a/p-7b", {.downloads = 3});
    EXPECT_THAT(world.rows("sources"),
                ElementsAre("safetensors|2|0.5|0.25|2|1", "gguf|1|0.25|0|1|1", "name|0|0|0|0|0",
                            "none|1|0.25|0.75|1|0"));
    world.settings.names = true;
    EXPECT_THAT(world.rows("sources"), Contains("name|1|0.25|0.75|1|0"));
}

TEST(SizeFamilies, AreOfOneOwnerAndTwoSizes) {
    SizesWorld world;
    world.model("a/lm-small", {.parameters = 1, .downloads = 10, .likes = 1});
    world.model("a/lm-large", {.parameters = 9, .downloads = 4, .likes = 1});
    world.model("b/lm-large", {.parameters = 9, .downloads = 4});
    world.model("a/other-small", {.parameters = 5});
    world.model("a/other-large", {.parameters = 5});
    EXPECT_THAT(world.rows("families"),
                ElementsAre("1|a|lm|2|2|a/lm-small|1|10|a/lm-large|9|4|2.5|1"));
    EXPECT_THAT(
        world.rows("small_or_large"),
        ElementsAre("downloads|1|1|0|0|1|1", "downloads_all_time|0|0|0|0||", "likes|1|0|1|0||"));
}

TEST(SizeFamilies, TakeTheBestOfEachSize) {
    SizesWorld world;
    world.model("a/lm-1b-v", {.parameters = 1, .downloads = 2, .all_time = 50});
    world.model("a/lm-v-tiny", {.parameters = 1, .downloads = 5, .likes = 7});
    world.model("a/lm-base-v", {.parameters = 1, .downloads = 5});
    world.model("a/lm-v-2b", {.parameters = 2});
    world.model("a/lm-v-3b", {.parameters = 3, .downloads = 5, .all_time = 60});
    EXPECT_THAT(world.rows("families"),
                ElementsAre("1|a|lm-v|5|3|a/lm-base-v|1|5|a/lm-v-3b|3|5|1|"));
    EXPECT_THAT(
        world.rows("small_or_large"),
        ElementsAre("downloads|1|0|1|0||", "downloads_all_time|1|0|0|1|0|1", "likes|1|1|0|0|1|1"));
}

TEST(SizeFamilies, LeaveOutAdaptersAndQuantizedOnes) {
    SizesWorld world;
    const auto parent = world.model("a/lm-small", {.parameters = 4});
    world.model("a/lm-large", {.parameters = 8});
    world.made_from(parent, "quantized");
    EXPECT_THAT(world.rows("families"), IsEmpty());
    EXPECT_THAT(world.rows("small_or_large"), Contains("downloads|0|0|0|0||"));
}

TEST(SizeFamilies, OfModelsWithoutOwnerAreOne) {
    SizesWorld world;
    world.model("lm-small", {.parameters = 4});
    world.model("lm-large", {.parameters = 8, .downloads = 3});
    EXPECT_THAT(world.rows("families"), ElementsAre("1||lm|2|2|lm-small|4|0|lm-large|8|3|0|0"));
}

TEST(SizeFamilies, AreCutByTopAfterTheyWereCompared) {
    SizesWorld world;
    for (const char* owner : {"b", "a", "c"}) {
        world.model(std::string(owner) + "/lm-small", {.parameters = 4});
        world.model(std::string(owner) + "/lm-large", {.parameters = 8, .downloads = 1});
    }
    world.settings.top = 2;
    EXPECT_THAT(world.rows("families"), ElementsAre(StartsWith("1|a|lm|"), StartsWith("2|b|lm|")));
    EXPECT_THAT(world.rows("small_or_large"), Contains("downloads|3|0|0|3|0|0.25"));
}

TEST(SizePeriods, KeepTheFloorApart) {
    SizesWorld world;
    world.model("a/old", {.parameters = 4, .created = "2022-03-02T23:29:05.999Z"});
    world.model("a/new", {.parameters = 8, .created = "2022-03-02T23:29:06.000Z"});
    world.model("a/newer", {.created = "2022-03-31T23:59:59.999Z"});
    world.model("a/undated", {.parameters = 9});
    const Result result = world.run({"periods"});
    const auto rows = rows_of(result, "periods");
    ASSERT_THAT(rows, SizeIs(16));
    EXPECT_EQ(rows[0], "model|parameters|all|2022-Q1|1|1|1|1|4|4|4|4|4|4|4");
    EXPECT_EQ(rows[1], "model|parameters|all|2022-Q1|0|2|1|0.5|8|8|8|8|8|8|8");
    EXPECT_THAT(rows, Contains("model|weights|all|2022-Q1|0|2|0|0|||||||"));
    EXPECT_EQ(note_of(result, "created_at_missing"), 1);
}

TEST(SizePeriods, TellDaysBeforeTheEpoch) {
    SizesWorld world;
    world.model("a/early", {.created = "1969-12-31"});
    world.settings.every = Every::kDay;
    EXPECT_THAT(world.rows("periods"), Contains("model|parameters|all|1969-12-31|0|1|0|0|||||||"));
}

TEST(SizeEmissions, SuspectOnesAreNamedAndNotCounted) {
    SizesWorld world;
    world.model("google/a", {.parameters = 3, .created = "2024-01-02"});
    world.emits(1e10, "mlco2");
    world.model("google/b", {});
    world.emits(1e10 + 1);
    world.model("google/c", {});
    world.emits(std::nullopt);
    world.model("google/d", {});
    world.emits(0);
    world.model("google/e", {});
    const std::string figures =
        "|5|2|0.4|1|1|1|1e+10|1|5e+09|2.5e+09|5e+09|7.5e+09|9.5e+09|1e+10|google/a|1";
    EXPECT_THAT(world.rows("emissions"), ElementsAre("all" + figures, "company" + figures));
    EXPECT_THAT(world.rows("emitters"),
                ElementsAre("1|google/b|google|company|1e+10||suspect||||",
                            "2|google/a|google|company|1e+10|1|reported|mlco2||3|"
                            "2024-01-02T00:00:00.000Z",
                            "3|google/d|google|company|0|0|reported||||"));
    world.settings.keep_suspect = true;
    EXPECT_THAT(world.rows("emissions"), Contains(StartsWith("all|5|3|0.6|1|1|1|2e+10|1|")));
}

TEST(SizeEmissions, OfNobodyAreEmptyAndNotZero) {
    SizesWorld world;
    world.model("a/x", {});
    EXPECT_THAT(world.rows("emissions"),
                ElementsAre("all|1|0|0||0|0||||||||||", "unknown|1|0|0||0|0||||||||||"));
    EXPECT_THAT(world.rows("emitters"), IsEmpty());
}

TEST(SizeEmissions, OfNothingHaveNoShares) {
    SizesWorld world;
    world.model("a/x", {});
    world.emits(0);
    EXPECT_THAT(world.rows("emissions"), Contains("all|1|1|1|1|0|0|0||0|0|0|0|0|0|a/x|"));
}

TEST(SizeCorrelations, NeedThreePairs) {
    SizesWorld world;
    world.model("a/1", {.parameters = 10, .downloads = 1, .weights = 0});
    world.model("a/2", {.parameters = 100, .downloads = 2, .weights = 0});
    EXPECT_THAT(world.rows("correlations"), Contains("parameters|n_downloads|2||||"));
    world.model("a/3", {.parameters = 1000, .downloads = 3, .weights = 0});
    const auto rows = world.rows("correlations");
    EXPECT_THAT(rows, SizeIs(24));
    EXPECT_THAT(rows, Contains(StartsWith("parameters|n_downloads|3|1|")));
    EXPECT_THAT(rows, Contains("parameters|n_likes|3||||"));
    EXPECT_THAT(rows, Contains("weights|n_downloads|0||||"));
}

TEST(SizeCollaboration, HasEveryActivityOfEveryBand) {
    SizesWorld world;
    world.model("a/1", {.parameters = 10, .downloads = 1});
    world.model("a/2", {.parameters = 10, .downloads = 4});
    world.data.contributions[0].known[0] = 0;
    const auto rows = world.rows("collaboration");
    ASSERT_THAT(rows, SizeIs(72));
    EXPECT_EQ(rows[0], "under_100m|n_commits|1|1|0|0|0|0|0");
    EXPECT_EQ(rows[7], "under_100m|n_downloads|2|0|2.5|2.5|3.25|4|0.5");
    EXPECT_EQ(rows[8], "100m|n_commits|0|0|||||");
}

TEST(SizeChoice, CountsWhatMinSizeLeavesOut) {
    SizesWorld world;
    world.model("a/by-storage", {.weights = 50, .storage = 9});
    world.model("a/by-weights", {.weights = 9});
    world.model("a/exact", {.storage = 10});
    world.model("a/unknown", {});
    world.settings.min_size = 10;
    const Result result = world.run({"bands"});
    EXPECT_THAT(rows_of(result, "bands"), Contains(StartsWith("unknown|||2|1|")));
    EXPECT_EQ(note_of(result, "models_smaller_left_out"), 2);
    EXPECT_EQ(note_of(result, "models_of_unknown_size_kept"), 1);
    EXPECT_EQ(note_of(result, "models_taken"), 2);
}

TEST(SizeChoice, TakesWhatWasCreatedInTime) {
    SizesWorld world;
    world.model("a/before", {.created = "2023-12-31T23:59:59.999Z"});
    world.model("a/in", {.created = "2024-01-01"});
    world.model("a/after", {.created = "2025-01-01"});
    world.model("a/undated", {});
    world.settings.since = core::parse_time("2024-01-01");
    world.settings.until = core::parse_time("2025-01-01");
    const Result result = world.run({"bands"});
    EXPECT_THAT(rows_of(result, "bands"), Contains(StartsWith("unknown|||1|1|")));
    EXPECT_EQ(note_of(result, "models_without_created_at"), 1);
}

TEST(SizeChoice, ByATaskThatNobodyHasIsNothing) {
    SizesWorld world;
    world.model("a/x", {.task = "text-generation"});
    world.model("a/y", {});
    world.settings.task = "no-such-task";
    EXPECT_THAT(world.rows("bands"), Contains(StartsWith("unknown|||0||")));
}

core::Option option_of(sizes::Settings& settings, const std::string& name) {
    for (core::Option& option : sizes::options(settings)) {
        if (option.names == name) {
            return option;
        }
    }
    throw std::logic_error("no option " + name);
}

TEST(SizeOptions, ReadBytesInPowersOfAThousand) {
    sizes::Settings settings;
    const core::Option option = option_of(settings, "--min-size");
    using Case = std::pair<const char*, std::int64_t>;
    for (const auto& [text, bytes] : {Case("0", 0), Case("12", 12), Case("5k", 5'000),
                                      Case("10M", 10'000'000), Case("3G", 3'000'000'000)}) {
        option.take(text);
        EXPECT_EQ(settings.min_size, bytes) << text;
    }
}

TEST(SizeOptions, RefuseWhatIsNoNumberOfBytes) {
    sizes::Settings settings;
    const core::Option option = option_of(settings, "--min-size");
    for (const char* text : {"", "k", "-1", "-1M", "1.5G", "10MB", "1T", "1m", " 1",
                             "9223372036854775808", "9223372036854775807k"}) {
        EXPECT_THROW(option.take(text), core::UsageError) << text;
    }
}

TEST(SizeOptions, AreCheckedTogether) {
    sizes::Settings settings;
    settings.since = settings.until = core::parse_time("2024-01-01");
    EXPECT_THROW(sizes::settle(settings, {}), core::UsageError);
}

TEST(Sizes, ReadHistoriesOnlyWhenTheyAreTold) {
    sizes::Settings settings;
    settings.tables = {"bands", "small_or_large", "emissions"};
    EXPECT_FALSE(sizes::reading(settings).parts.commits);
    EXPECT_THAT(sizes::reading(settings).parts.kinds, ElementsAre(core::Kind::kModel));
    settings.tables = {"collaboration"};
    EXPECT_TRUE(sizes::reading(settings).parts.commits);
}

TEST(Sizes, TellHowManyFamiliesTie) {
    SizesWorld world;
    for (const char* owner : {"google", "meta", "ibm"}) {
        world.model(fmt::format("{}/lm-small", owner), {.parameters = 4, .downloads = 3});
    }
    world.model("google/lm-large", {.parameters = 8, .downloads = 1});
    world.model("meta/lm-large", {.parameters = 8, .downloads = 3});
    world.model("ibm/lm-large", {.parameters = 8, .downloads = 7});
    EXPECT_THAT(world.run({"small_or_large"}).summary,
                ElementsAre("In 3 families with several sizes the smallest is downloaded more in "
                            "50 % of the 2 without a tie (p = 1)."));
}

TEST(Sizes, TellWhetherSmallBeatsLarge) {
    SizesWorld world;
    world.model("google/lm-small", {.parameters = 4, .downloads = 3});
    world.model("google/lm-large", {.parameters = 8, .downloads = 1});
    world.emits(5);
    EXPECT_THAT(world.run({"bands", "small_or_large", "emissions"}).summary,
                ElementsAre("In 1 family with several sizes the smallest is downloaded more in 100 "
                            "% (p = 1); size is known for 100 % of models and 100 % of downloads.",
                            "50.0 % of models report emissions; the largest report is 100 % of the "
                            "total."));
    EXPECT_THAT(world.run({"bands"}).summary,
                ElementsAre("Size is known for 100 % of models and 100 % of downloads."));
    EXPECT_THAT(world.run({"sources"}).summary, IsEmpty());
}

/// Models that differ in everything, in an order of the store's own.
SizesWorld world_in_order(const std::vector<int>& order) {
    SizesWorld world;
    for (const int i : order) {
        const std::string owner = i % 3 == 0 ? "google" : "someone";
        const std::optional<std::int64_t> size =
            i % 5 == 0 ? std::nullopt : std::optional<std::int64_t>(1000 * (i % 7 + 1));
        world.model(owner + "/lm-" + std::to_string(i % 7 + 1) + "b-v" + std::to_string(i % 2),
                    {.parameters = size,
                     .downloads = i * 37 % 11,
                     .all_time = i * 37,
                     .likes = i % 4,
                     .weights = i % 6,
                     .created = "2024-0" + std::to_string(i % 9 + 1) + "-01"});
        world.emits(i * 0.1);
    }
    return world;
}

TEST(Sizes, DoNotDependOnTheOrderOfTheStore) {
    std::vector<int> order(40);
    std::iota(order.begin(), order.end(), 1);
    SizesWorld forward = world_in_order(order);
    std::reverse(order.begin(), order.end());
    SizesWorld backward = world_in_order(order);
    for (const char* table : {"bands", "sources", "small_or_large", "periods", "collaboration",
                              "correlations", "emissions"}) {
        EXPECT_EQ(forward.rows(table), backward.rows(table)) << table;
    }
}

TEST(Sizes, HaveSharesThatSumToOne) {
    std::vector<int> order(40);
    std::iota(order.begin(), order.end(), 1);
    SizesWorld world = world_in_order(order);
    const core::Table bands = world.run({"bands"}).tables[0].gathered();
    for (const std::size_t column : {4U, 6U, 8U, 11U}) {
        double sum = 0;
        for (std::size_t row = 0; row < bands.row_count(); ++row) {
            sum += std::get<double>(bands.cell(row, column));
        }
        EXPECT_NEAR(sum, 1, 1e-12) << bands.columns()[column].name;
    }
}

}  // namespace
}  // namespace hubmine::analysis
