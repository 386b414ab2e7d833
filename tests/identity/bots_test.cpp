#include "hubmine/identity/bots.hpp"

#include "hubmine/core/error.hpp"

#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::identity {
namespace {

TEST(Bots, NamesMatchExactlyAndStarsMatchAnything) {
    const BotList bots({"system", "*[bot]", "auto*-eval*"});
    EXPECT_TRUE(bots.contains("system"));
    EXPECT_TRUE(bots.contains("dependabot[bot]"));
    EXPECT_TRUE(bots.contains("[bot]"));
    EXPECT_TRUE(bots.contains("auto-x-eval-eval"));
    EXPECT_FALSE(bots.contains("System"));
    EXPECT_FALSE(bots.contains("system "));
    EXPECT_FALSE(bots.contains("[bot]s"));
    EXPECT_FALSE(bots.contains("autoeval"));
    EXPECT_FALSE(bots.contains(""));
}

TEST(Bots, AFileMayHaveAHeaderCommentsAndReasonsOrBeAPlainList) {
    const ScratchDirectory folder;
    const std::string path = folder / "bots.csv";
    std::ofstream(path) << "# known\nname,reason\nsystem,\"the Hub, itself\"\n";
    EXPECT_TRUE(load_bots(path).contains("system"));
    EXPECT_FALSE(load_bots(path).contains("name"));
    std::ofstream(path) << "parquet-bot\nname\n";
    EXPECT_TRUE(load_bots(path).contains("parquet-bot"));
    EXPECT_TRUE(load_bots(path).contains("name"));
}

TEST(Bots, TheShippedListKnowsTheHubItself) {
    const BotList bots = load_bots(HUBMINE_DATA "/bots.csv");
    for (const char* name :
         {"system", "SFconvertbot", "librarian-bot", "parquet-converter", "renovate[bot]"}) {
        EXPECT_TRUE(bots.contains(name)) << name;
    }
    EXPECT_FALSE(bots.contains("julien-c"));
}

TEST(Bots, AFileIsReadTheSameHoweverItIsWritten) {
    const ScratchDirectory folder;
    const std::string path = folder / "bots.csv";
    for (const Deviation& deviation : deviations()) {
        std::ofstream(path, std::ios::binary)
            << deviation.write("name,reason\nSFconvertbot,converts weights\n*[bot],\n");
        const BotList bots = load_bots(path);
        EXPECT_TRUE(bots.contains("SFconvertbot")) << deviation.name;
        EXPECT_TRUE(bots.contains("renovate[bot]")) << deviation.name;
        EXPECT_FALSE(bots.contains("name")) << deviation.name;
    }
}

TEST(Bots, AFileWithoutANameIsRefused) {
    const ScratchDirectory folder;
    const std::string path = folder / "bots.csv";
    for (const char* text : {"", "# nobody\n", "name,reason\n", "reason,why\nx,y\n"}) {
        std::ofstream(path) << text;
        EXPECT_THROW(static_cast<void>(load_bots(path)), core::UsageError) << text;
    }
}

TEST(Bots, AMissingFileIsAnError) {
    EXPECT_THROW(load_bots("/nowhere/bots.csv"), core::Error);
}

}  // namespace
}  // namespace hubmine::identity
