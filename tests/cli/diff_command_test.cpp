#include "diff_command.hpp"

#include "hubmine/core/error.hpp"

#include "command_line.hpp"
#include "commands.hpp"
#include "snapshots_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UpkeepCommandsTest : public testing::Test {
  protected:
    const DiffCommand& diff(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "diff");
        return dynamic_cast<const DiffCommand&>(*line_.parse(arguments, {}).command);
    }
    static std::string complaint(const std::vector<std::string>& arguments) {
        try {
            CommandLine line(all_commands(), overview());
            static_cast<void>(line.parse(arguments, {}));
        } catch (const core::UsageError& error) {
            return error.what();
        }
        return "none";
    }

    CommandLine line_{all_commands(), overview()};
};

TEST_F(UpkeepCommandsTest, AFieldNamedHidesEveryOtherChange) {
    const DiffCommand& command = diff({"--field", "license"});
    EXPECT_TRUE(command.shows({.change = "changed", .field = "license"}));
    EXPECT_FALSE(command.shows({.change = "changed", .field = "tags"}));
    EXPECT_FALSE(command.shows({.change = "removed"}));
}

TEST_F(UpkeepCommandsTest, FailOnWatchesChangesAndFields) {
    const DiffCommand& command = diff({"1", "2", "--fail-on", "removed,license"});
    EXPECT_TRUE(command.watches({.change = "removed"}));
    EXPECT_TRUE(command.watches({.change = "changed", .field = "license"}));
    EXPECT_FALSE(command.watches({.change = "changed", .field = "tags"}));
    EXPECT_FALSE(command.watches({.change = "added"}));
}

TEST_F(UpkeepCommandsTest, WhatIsWatchedIsAskedForEvenWhenItIsNotShown) {
    EXPECT_THAT(diff({"--field", "tags", "--fail-on", "license"}).query(1, 2).fields,
                ElementsAre("tags", "license"));
}

TEST_F(UpkeepCommandsTest, ASummaryAsksForNoValues) {
    EXPECT_FALSE(diff({"--summary"}).query(1, 2).values);
}

TEST_F(UpkeepCommandsTest, WatchingComingAndGoingAsksForEverything) {
    EXPECT_THAT(diff({"--field", "tags", "--fail-on", "removed"}).query(1, 2).fields, IsEmpty());
}

TEST_F(UpkeepCommandsTest, MistakesSuggestTheNearWord) {
    EXPECT_THAT(complaint({"diff", "--field", "licence"}),
                testing::HasSubstr("did you mean license?"));
    EXPECT_THAT(complaint({"diff", "--fail-on", "remove"}),
                testing::HasSubstr("did you mean removed?"));
}

TEST_F(UpkeepCommandsTest, PruneTakesDaysAndWeeks) {
    const auto& command = dynamic_cast<const PruneCommand&>(
        *line_.parse({"snapshots", "prune", "--daily", "7", "--weekly", "0"}, {}).command);
    EXPECT_EQ(command.policy().daily, 7);
    EXPECT_EQ(command.policy().weekly, 0);
}

TEST_F(UpkeepCommandsTest, AnImportNeedsFileAndDate) {
    EXPECT_THAT(complaint({"import", "metrics"}), testing::HasSubstr("name the file"));
    EXPECT_THAT(complaint({"import", "metrics", "a.csv"}), testing::HasSubstr("--date"));
    EXPECT_THAT(complaint({"import", "metrics", "a.csv", "--date", "soon"}),
                testing::HasSubstr("'soon' is not a date"));
    EXPECT_EQ(complaint({"import", "metrics", "a.csv", "--date", "2024-01-31"}), "none");
}

TEST_F(UpkeepCommandsTest, ABackupNeedsAName) {
    EXPECT_THAT(complaint({"backup"}), testing::HasSubstr("name the file"));
}

TEST_F(UpkeepCommandsTest, ADryRunGivesNoRoomBack) {
    EXPECT_EQ(complaint({"snapshots", "prune", "--dry-run", "--vacuum"}),
              "--vacuum and --dry-run do not go together");
}

}  // namespace
}  // namespace hubmine::cli
