#include "option_reach.hpp"

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace hubmine::cli {
namespace {

using ::testing::HasSubstr;

std::string complaint(std::string_view analysis, const AnalyzeSettings& settings,
                      const std::vector<std::string>& tables) {
    try {
        check_reach(analysis, settings, tables);
    } catch (const core::UsageError& error) {
        return error.what();
    }
    return "none";
}

AnalyzeSettings by_license() {
    AnalyzeSettings settings;
    settings.by = analysis::GroupBy::kLicense;
    return settings;
}

TEST(OptionReach, AnOptionThatShapesNoNamedTableIsRefused) {
    EXPECT_EQ(complaint("trends", by_license(), {"movers", "sanity"}),
              "--by does nothing for --table movers,sanity: it shapes growth, series");
}

TEST(OptionReach, OneNamedTableThatItShapesIsEnough) {
    EXPECT_EQ(complaint("trends", by_license(), {"movers", "series"}), "none");
}

TEST(OptionReach, WithoutNamedTablesEveryOptionIsTaken) {
    EXPECT_EQ(complaint("trends", by_license(), {}), "none");
}

TEST(OptionReach, AnOptionLeftAloneIsNotMissed) {
    EXPECT_EQ(complaint("trends", {}, {"movers"}), "none");
}

TEST(OptionReach, WordsOfAnOptionAreJoinedAsTheyAreTyped) {
    AnalyzeSettings settings;
    settings.max_models_per_space = 5;
    EXPECT_THAT(complaint("rq3", settings, {"usage"}),
                HasSubstr("--max-models-per-space does nothing for --table usage"));
}

TEST(OptionReach, AnOptionOfTwoAnalysesReachesOtherTablesInEach) {
    AnalyzeSettings settings;
    settings.top = 5;
    EXPECT_THAT(complaint("rq1", settings, {"summary"}), HasSubstr("it shapes top"));
    EXPECT_THAT(complaint("rq3", settings, {"summary"}), HasSubstr("usage, cousage, owners"));
    EXPECT_EQ(complaint("trends", settings, {"movers"}), "none");
}

TEST(OptionReach, AnOptionThatAnotherLeavesIdleIsRefused) {
    AnalyzeSettings settings;
    settings.subfields_file = "mine.csv";
    EXPECT_EQ(complaint("trends", settings, {}), "--subfields means nothing without --by subfield");
    EXPECT_EQ(complaint("rq3", settings, {}), "none");
    settings.bots_file = "bots.csv";
    settings.keep_bots = true;
    EXPECT_EQ(complaint("rq3", settings, {}), "--bots-file means nothing with --bots keep");
}

TEST(OptionReach, EveryRowSpeaksOfAnOptionAndOfTablesThatThereAre) {
    for (const Reach& reach : option_reaches()) {
        const auto options = analyze_options();
        EXPECT_TRUE(std::any_of(options.begin(), options.end(), [&](const AnalyzeOption& option) {
            return option.name == reach.option && option.belongs_to(reach.analysis);
        })) << reach.option;
        for (const analysis::Entry& entry : analysis::catalogue()) {
            for (const std::string_view table : reach.tables) {
                if (entry.name == reach.analysis) {
                    EXPECT_NO_THROW(static_cast<void>(analysis::schema_of(entry, table))) << table;
                }
            }
        }
    }
}

TEST(OptionReach, DevelopersMayBeChosenForAnyTable) {
    AnalyzeSettings settings;
    settings.keep_bots = true;
    EXPECT_EQ(complaint("rq1", settings, {"licenses"}), "none");
}

}  // namespace
}  // namespace hubmine::cli
