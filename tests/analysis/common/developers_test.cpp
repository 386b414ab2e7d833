#include "common/developers.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;

class DevelopersTest : public testing::Test {
  protected:
    void SetUp() override {
        data.authors = {"ada", "Ada L", "lint-robot", "lint robot", "bob"};
        data.merges = {{.author = 1, .developer = 0},
                       {.author = 0, .developer = 0},
                       {.author = 3, .developer = 2},
                       {.author = 2, .developer = 2}};
        settings.bots_file = folder / "bots.csv";
        std::ofstream(settings.bots_file) << "name\nlint-robot\n";
    }
    ScratchDirectory folder;
    store::Dataset data;
    DeveloperSettings settings;
};

TEST_F(DevelopersTest, NamesAreMergedFirstThenBotsAreDropped) {
    const Developers developers = resolve_developers(data, settings);
    EXPECT_THAT(developers.of_author, ElementsAre(0, 0, store::kNoText, store::kNoText, 4));
    EXPECT_EQ(developers.bots_dropped, 2);
    EXPECT_EQ(developers.names_merged, 2);
    EXPECT_TRUE(developers.is_nobody(2));
    EXPECT_TRUE(developers.is_nobody(store::kNoText));
    EXPECT_FALSE(developers.is_nobody(1));
}

TEST_F(DevelopersTest, RawIdentitiesAndKeptBotsAreTheStudysNumbers) {
    settings.keep_bots = true;
    settings.raw_identities = true;
    EXPECT_THAT(resolve_developers(data, settings).of_author, ElementsAre(0, 1, 2, 3, 4));
}

}  // namespace
}  // namespace hubmine::analysis
