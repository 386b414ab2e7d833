#include "config_file.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace hubmine::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string complaint(const std::string& text) {
    try {
        static_cast<void>(parse_config(text, "c.ini"));
    } catch (const core::UsageError& error) {
        return error.what();
    }
    return "none";
}

TEST(ConfigFile, LinesAreOptionsOfTheSectionAboveThem) {
    const ConfigFile file = parse_config(
        "# a remark\n store = a b.db \n\n; another\n[ analyze   rq1 ]\r\ntop=5\r\n", "c.ini");
    ASSERT_EQ(file.entries.size(), 2U);
    EXPECT_EQ(file.entries[0].section, "");
    EXPECT_EQ(file.entries[0].key, "store");
    EXPECT_EQ(file.entries[0].value, "a b.db");
    EXPECT_EQ(file.entries[1].section, "analyze rq1");
    EXPECT_EQ(file.entries[1].value, "5");
    EXPECT_EQ(file.place(file.entries[1]), "c.ini:6");
}

TEST(ConfigFile, AValueIsTheRestOfItsLineWithoutTheQuotesAroundIt) {
    const ConfigFile file =
        parse_config("a = \" x \"\nb = \"x\" y\nc =\nd = x=y # z\ne = \"\ng = ;\n", "c.ini");
    std::vector<std::string> values;
    for (const ConfigEntry& entry : file.entries) {
        values.push_back(entry.value);
    }
    EXPECT_THAT(values, testing::ElementsAre(" x ", "\"x\" y", "", "x=y # z", "\"", ";"));
}

TEST(ConfigFile, ATokenIsRefusedAndNeverRepeated) {
    for (const char* key : {"token", "TOKEN", "hf_token", "HF-Token", "api_token"}) {
        const std::string said = complaint(std::string("\n") + key + " = hf_secret\n");
        EXPECT_THAT(said, HasSubstr("c.ini:2: a token does not belong here: put it into HF_TOKEN"));
        EXPECT_THAT(said, Not(HasSubstr("secret")));
    }
}

TEST(ConfigFile, WhatIsNoLineOfItIsNotRepeatedEither) {
    for (const char* line : {"hf_secret", "two words = secret", "= secret", "[secret", "\x1B[1m"}) {
        EXPECT_EQ(complaint(line), "c.ini:1: neither [COMMAND] nor OPTION = VALUE") << line;
    }
}

class ConfigOnDisk : public testing::Test {
  protected:
    std::string write(const std::string& text) {
        std::filesystem::create_directories(folder_ / "hubmine");
        std::ofstream(folder_ / "hubmine/config.ini") << text;
        return (folder_ / "hubmine/config.ini").string();
    }
    ScratchDirectory folder_;
    Environment environment_{.variables = {{"XDG_CONFIG_HOME", folder_.path().string()}}};
};

TEST_F(ConfigOnDisk, IsReadAmongTheUsersSettings) {
    const std::string path = write("store = x.db\n");
    EXPECT_EQ(config_path(environment_), path);
    EXPECT_EQ(read_config(environment_).entries.size(), 1U);
    EXPECT_EQ(read_config(environment_).path, path);
}

TEST_F(ConfigOnDisk, NoneIsNone) {
    EXPECT_TRUE(read_config(environment_).path.empty());
    EXPECT_TRUE(read_config({}).path.empty());
    EXPECT_TRUE(config_path({}).empty());
}

TEST_F(ConfigOnDisk, AVariableNamesAnotherThatHasToBeThere) {
    write("store = x.db\n");
    environment_.variables["HUBMINE_CONFIG"] = "/dev/null";
    EXPECT_TRUE(read_config(environment_).entries.empty());
    environment_.variables["HUBMINE_CONFIG"] = (folder_ / "none.ini").string();
    EXPECT_THROW(static_cast<void>(read_config(environment_)), core::Error);
}

TEST_F(ConfigOnDisk, AFolderInItsPlaceIsAnError) {
    std::filesystem::create_directories(folder_ / "hubmine/config.ini");
    EXPECT_THAT([&] { static_cast<void>(read_config(environment_)); },
                testing::ThrowsMessage<core::Error>(HasSubstr("config.ini: Is a directory")));
}

TEST_F(ConfigOnDisk, WhatIsNoTextIsToldWithItsLine) {
    write("store = x.db\nquiet = \xFF\n");
    EXPECT_THAT([&] { static_cast<void>(read_config(environment_)); },
                testing::ThrowsMessage<core::UsageError>(HasSubstr("config.ini:2: ")));
}

}  // namespace
}  // namespace hubmine::cli
