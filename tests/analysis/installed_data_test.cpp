#include "hubmine/analysis/installed_data.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

namespace hubmine::analysis {
namespace {

/// Names a folder of data for one test.
class OwnData {
  public:
    explicit OwnData(const std::filesystem::path& folder) {
        ::setenv("HUBMINE_DATA_DIR", folder.c_str(), 1);
    }
    OwnData(const OwnData&) = delete;
    OwnData& operator=(const OwnData&) = delete;
    OwnData(OwnData&&) = delete;
    OwnData& operator=(OwnData&&) = delete;
    ~OwnData() { ::unsetenv("HUBMINE_DATA_DIR"); }
};

TEST(InstalledData, EveryFileIsReadAndSound) {
    std::set<std::string> there;
    for (const auto& file : std::filesystem::directory_iterator(HUBMINE_DATA)) {
        if (file.path().extension() == ".csv") {
            there.insert(file.path().filename().string());
        }
    }
    std::set<std::string> read;
    for (const DataFile& file : read_installed_data()) {
        EXPECT_EQ(file.problem, "") << file.name;
        read.insert(file.name);
    }
    EXPECT_EQ(read, there);
}

TEST(InstalledData, WhatIsMissingOrWrongIsToldByFile) {
    const ScratchDirectory folder;
    std::filesystem::copy(HUBMINE_DATA, folder / "data", std::filesystem::copy_options::recursive);
    std::filesystem::remove(folder / "data/bots.csv");
    std::ofstream(folder / "data/licenses.csv") << "license,class\nmit,free\n";
    const OwnData data(folder / "data");
    for (const DataFile& file : read_installed_data()) {
        if (file.name == "bots.csv") {
            EXPECT_THAT(file.problem, testing::HasSubstr("cannot find"));
        } else if (file.name == "licenses.csv") {
            EXPECT_THAT(file.problem, testing::HasSubstr("licenses.csv:2: 'free' is no class"));
        } else {
            EXPECT_EQ(file.problem, "") << file.name;
        }
    }
}

}  // namespace
}  // namespace hubmine::analysis
