#include "export_atlas_command.hpp"

#include "hubmine/core/error.hpp"

#include "command_line.hpp"
#include "commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hubmine::cli {
namespace {

class ExportAtlasTest : public testing::Test {
  protected:
    static void parse(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"export", "atlas"});
        parse_all(arguments);
    }
    static void parse_all(const std::vector<std::string>& arguments) {
        CommandLine line(all_commands(), overview());
        static_cast<void>(line.parse(arguments, {}));
    }
};

TEST_F(ExportAtlasTest, ItsColourIsThatOfModelsWhereTheCommandIsNamed) {
    EXPECT_NO_THROW(parse({"--color", "owner"}));
    EXPECT_THROW(parse({"--color", "never"}), core::UsageError);
    EXPECT_NO_THROW(parse_all({"--color", "never", "export", "atlas"}));
    EXPECT_NO_THROW(parse_all({"status", "--color", "never"}));
}

TEST_F(ExportAtlasTest, RefusesOptionsOfAnotherNetwork) {
    EXPECT_NO_THROW(parse({"--of", "collaboration", "--bots", "keep"}));
    EXPECT_THROW(parse({"--bots", "keep"}), core::UsageError);
    EXPECT_THROW(parse({"--of", "cousage", "--color", "owner"}), core::UsageError);
}

TEST_F(ExportAtlasTest, BoundsItsSizeAsTheNetworkNeedsIt) {
    EXPECT_NO_THROW(parse({"--top", "20000"}));
    EXPECT_THROW(parse({"--top", "20001"}), core::UsageError);
    EXPECT_THROW(parse({"--top", "20000", "--of", "cousage"}), core::UsageError);
    EXPECT_NO_THROW(parse({"--top", "1000", "--of", "cousage"}));
}

TEST_F(ExportAtlasTest, WritesFormatsThatKnowPlaces) {
    EXPECT_NO_THROW(parse({"--output", "x.svg"}));
    EXPECT_NO_THROW(parse({"--output", "x.gexf"}));
    EXPECT_THROW(parse({"--output", "x.net"}), core::UsageError);
    EXPECT_THROW(parse({"--format", "csv"}), core::UsageError);
}

}  // namespace
}  // namespace hubmine::cli
