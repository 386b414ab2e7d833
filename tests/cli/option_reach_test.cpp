#include "option_reach.hpp"

#include "hubmine/analysis/catalogue.hpp"
#include "hubmine/core/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace hubmine::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

const analysis::Entry& entry(std::string_view name) {
    const auto entries = analysis::catalogue();
    return *std::find_if(entries.begin(), entries.end(),
                         [name](const analysis::Entry& row) { return row.name == name; });
}

using Given = std::vector<std::pair<std::string, std::string>>;

/// What is said of these options of an analysis when these tables are named; `asked`: the options
/// stand on the command line, rather than in a file.
std::string complaint(std::string_view analysis, const Given& given,
                      const std::vector<std::string>& tables, bool asked = true) {
    const std::unique_ptr<analysis::Question> question = entry(analysis).ask();
    std::vector<std::string> names;
    for (const auto& [name, value] : given) {
        const auto& options = question->options();
        const auto option =
            std::find_if(options.begin(), options.end(),
                         [&name = name](const core::Option& row) { return row.names == name; });
        option->take(value);
        if (asked) {
            names.push_back(name);
        }
    }
    try {
        question->settle({});
        check_reach(question->options(), entry(analysis).ask()->options(), names, tables);
    } catch (const core::UsageError& error) {
        return error.what();
    }
    return "none";
}

TEST(OptionReach, AnOptionThatShapesNoNamedTableIsRefused) {
    EXPECT_EQ(complaint("trends", {{"--by", "license"}}, {"movers", "sanity"}),
              "--by does nothing for --table movers,sanity: it shapes growth, series");
}

TEST(OptionReach, AnOptionThatNobodyAskedForIsIdleInPeace) {
    EXPECT_EQ(complaint("trends", {{"--by", "license"}}, {"movers"}, false), "none");
}

TEST(OptionReach, OneNamedTableThatItShapesIsEnough) {
    EXPECT_EQ(complaint("trends", {{"--by", "license"}}, {"movers", "series"}), "none");
}

TEST(OptionReach, WithoutNamedTablesEveryOptionIsTaken) {
    EXPECT_EQ(complaint("trends", {{"--by", "license"}}, {}), "none");
}

TEST(OptionReach, AnOptionLeftAloneIsNotMissed) {
    EXPECT_EQ(complaint("trends", {}, {"movers"}), "none");
}

TEST(OptionReach, AnOptionOfTwoAnalysesReachesOtherTablesInEach) {
    EXPECT_THAT(complaint("rq1", {{"--top", "5"}}, {"summary"}), HasSubstr("it shapes top"));
    EXPECT_THAT(complaint("rq3", {{"--top", "5"}}, {"summary"}),
                HasSubstr("usage, cousage, owners"));
    EXPECT_EQ(complaint("trends", {{"--top", "5"}}, {"movers"}), "none");
}

TEST(OptionReach, AnOptionThatAnotherLeavesIdleIsRefused) {
    EXPECT_EQ(complaint("trends", {{"--subfields", "mine.csv"}}, {}),
              "--subfields means nothing without --by subfield");
    EXPECT_EQ(complaint("trends", {{"--architectures", "mine.csv"}}, {}),
              "--architectures means nothing without --by architecture");
    EXPECT_EQ(complaint("rq3", {{"--subfields", "mine.csv"}}, {}), "none");
    EXPECT_EQ(complaint("rq3", {{"--bots-file", "bots.csv"}, {"--bots", "keep"}}, {}),
              "--bots-file means nothing with --bots keep");
}

TEST(OptionReach, ATableThatAnOptionMakesIsThereOnlyWithIt) {
    const std::unique_ptr<analysis::Question> question = entry("rq2").ask();
    const std::unique_ptr<analysis::Question> untouched = entry("rq2").ask();
    const auto unmade = [&] { return tables_unmade(question->options(), untouched->options()); };
    EXPECT_THAT(unmade(), ElementsAre(Pair("windows", "--every")));
    const auto& options = question->options();
    std::find_if(options.begin(), options.end(), [](const core::Option& row) {
        return row.names == "--every";
    })->take("year");
    EXPECT_THAT(unmade(), IsEmpty());
}

TEST(OptionReach, EveryTableThatARowNamesIsOneOfItsAnalysis) {
    for (const analysis::Entry& row : analysis::catalogue()) {
        const std::unique_ptr<analysis::Question> question = row.ask();
        for (const core::Option& option : question->options()) {
            for (const auto* tables : {&option.tables, &option.makes}) {
                for (const std::string& table : *tables) {
                    EXPECT_NO_THROW(static_cast<void>(analysis::schema_of(row, table))) << table;
                }
            }
        }
    }
}

TEST(OptionReach, EveryOptionOfAnAnalysisIsToldInTheManifest) {
    for (const analysis::Entry& row : analysis::catalogue()) {
        const std::unique_ptr<analysis::Question> question = row.ask();
        for (const core::Option& option : question->options()) {
            EXPECT_TRUE(option.tell) << row.name << ' ' << option.names;
        }
    }
}

TEST(OptionReach, DevelopersMayBeChosenForAnyTable) {
    EXPECT_EQ(complaint("rq1", {{"--bots", "keep"}}, {"licenses"}), "none");
}

}  // namespace
}  // namespace hubmine::cli
