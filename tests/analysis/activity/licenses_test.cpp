#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"

#include "analysis/activity/world.hpp"
#include "support/deviations.hpp"
#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace hubmine::analysis::activity {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Rq1Licenses : public testing::Test {
  protected:
    void carry(const std::string& license, int models) {
        for (int i = 0; i < models; ++i) {
            world.model({.id = license + std::to_string(i), .likes = i, .license = license});
        }
    }
    ActivityWorld world;
};

TEST_F(Rq1Licenses, AreCountedClassedAndSorted) {
    world.settings.kinds = {core::Kind::kModel};
    carry("mit", 1);
    carry("openrail", 2);
    carry("apache-2.0", 1);
    carry("other", 1);
    carry("", 5);
    EXPECT_THAT(
        world.rows("licenses"),
        ElementsAre("model|openrail|restrictive|2|0.2|0.4", "model|apache-2.0|permissive|1|0.1|0.2",
                    "model|mit|permissive|1|0.1|0.2", "model|other|unclassified|1|0.1|0.2",
                    "model||none|5|0.5|"));
}

TEST_F(Rq1Licenses, UnlistedOnesAreReportedAndUnclassified) {
    carry("my-own-licence", 3);
    const Result result = world.run({"licenses"});
    EXPECT_THAT(rows_of(result, "licenses"), Contains("model|my-own-licence|unclassified|3|1|1"));
    EXPECT_EQ(note_of(result, "unlisted_licenses"), 1);
    EXPECT_EQ(note_of(result, "unlisted_license_repos"), 3);
    EXPECT_THAT(result.warnings, ElementsAre(HasSubstr("left unclassified: my-own-licence")));
}

TEST_F(Rq1Licenses, ListedOnesAreNotReported) {
    carry("mit", 3);
    const Result result = world.run({"licenses"});
    EXPECT_THAT(result.warnings, IsEmpty());
    EXPECT_EQ(note_of(result, "unlisted_licenses"), 0);
}

TEST_F(Rq1Licenses, UnlistedOnesAreInNoGroupOfTheTests) {
    world.settings.min_license_repos = 1;
    carry("mit", 1);
    carry("openrail", 1);
    carry("my-own-licence", 3);
    EXPECT_THAT(world.rows("mann_whitney")[0], StartsWith("n_likes|permissive|restrictive|1|1|"));
}

TEST_F(Rq1Licenses, ThoseThatCameAfterTheStudyAreClassed) {
    carry("openmdw-1.0", 1);
    carry("openmdw-1.1", 1);
    carry("etalab-2.0", 1);
    const auto rows = world.rows("licenses");
    for (const std::string license : {"openmdw-1.0", "openmdw-1.1", "etalab-2.0"}) {
        EXPECT_THAT(rows, Contains(StartsWith("model|" + license + "|permissive|1|")));
    }
}

TEST_F(Rq1Licenses, AFileOfOnesOwnDecides) {
    const ScratchDirectory folder;
    world.settings.licenses_file = folder / "licenses.csv";
    std::ofstream(world.settings.licenses_file) << "license,class\nmit,unclassified\n";
    carry("mit", 1);
    EXPECT_THAT(world.rows("licenses"), Contains("model|mit|unclassified|1|1|1"));
    std::ofstream(world.settings.licenses_file) << "license,class\nmit,generous\n";
    EXPECT_THROW(world.rows("licenses"), core::UsageError);
}

TEST_F(Rq1Licenses, AFileIsReadTheSameHoweverItIsWritten) {
    const ScratchDirectory folder;
    world.settings.licenses_file = folder / "licenses.csv";
    carry("mit", 1);
    for (const Deviation& deviation : deviations()) {
        std::ofstream(world.settings.licenses_file, std::ios::binary)
            << deviation.write("license,class\nMIT,Unclassified\nbsd,permissive\n");
        EXPECT_THAT(world.rows("licenses"), Contains("model|mit|unclassified|1|1|1"))
            << deviation.name;
    }
}

TEST_F(Rq1Licenses, AFileWithoutARowOrInTwoMindsIsRefused) {
    const ScratchDirectory folder;
    world.settings.licenses_file = folder / "licenses.csv";
    carry("mit", 1);
    for (const char* text :
         {"", "license,class\n", "license,class\n,permissive\n", "licence;class\nmit;permissive\n",
          "license,class\nmit,permissive\nMIT,restrictive\n"}) {
        std::ofstream(world.settings.licenses_file) << text;
        EXPECT_THROW(world.rows("licenses"), core::UsageError) << text;
    }
}

TEST_F(Rq1Licenses, RareAndUnclassifiedOnesAreNotTested) {
    world.settings.min_license_repos = 3;
    carry("mit", 3);
    carry("bsd", 2);
    carry("openrail", 4);
    carry("other", 9);
    carry("", 2);
    const auto rows = world.rows("mann_whitney");
    ASSERT_EQ(rows.size(), 24U);
    EXPECT_THAT(rows[0], StartsWith("n_likes|permissive|restrictive|3|4|1|1.5|4.5|"));
    EXPECT_THAT(rows[1], StartsWith("n_likes|permissive|none|3|2|1|0.5|4|"));
    EXPECT_THAT(rows[2], StartsWith("n_likes|restrictive|none|4|2|1.5|0.5|6|"));
}

TEST_F(Rq1Licenses, TheTestOfTheModelsIsThatOfScipy) {
    // scipy.stats.mannwhitneyu([19, 22, 16, 29, 24], [20, 11, 17, 12], method="asymptotic").
    for (const std::int64_t likes : {19, 22, 16, 29, 24}) {
        world.model({.id = std::to_string(likes), .likes = likes, .license = "mit"});
    }
    for (const std::int64_t likes : {20, 11, 17, 12}) {
        world.model({.id = std::to_string(likes), .likes = likes, .license = "openrail"});
    }
    const auto rows = world.rows("mann_whitney");
    EXPECT_THAT(rows[0],
                StartsWith("n_likes|permissive|restrictive|5|4|22|14.5|17|1.59217|0.111347|"));
    EXPECT_THAT(rows[0], HasSubstr("|0.85|0.7|large|"));
    // Without unlicensed models and without spaces, the tests that are left are 7.
    EXPECT_THAT(rows[0], HasSubstr("|0.111347|0.779428|"));
    EXPECT_THAT(rows[0], EndsWith("|-0.101504|0.950454"));
    EXPECT_EQ(rows[1], "n_likes|permissive|none|5|0|22|||||||||||");
    EXPECT_THAT(rows[21], StartsWith("n_usage_spaces|permissive|restrictive|0|0||||"));
}

TEST_F(Rq1Licenses, TheShippedFileHoldsEveryLicenceOfTheHubOnce) {
    const core::CsvFile file(HUBMINE_DATA "/licenses.csv",
                             {"license", "name", "spdx", "class", "reason"});
    std::vector<std::string> names;
    for (std::size_t row = 0; row < file.size(); ++row) {
        names.emplace_back(file.cell(row, "license"));
        EXPECT_FALSE(file.cell(row, "reason").empty()) << names.back();
    }
    EXPECT_GE(names.size(), 70U);
    std::sort(names.begin(), names.end());
    EXPECT_TRUE(std::adjacent_find(names.begin(), names.end()) == names.end());
    EXPECT_THAT(names, Contains("apache-2.0"));
}

}  // namespace
}  // namespace hubmine::analysis::activity
