#include "hubmine/output/manifest.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/version.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace hubmine::output {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

core::Table small() {
    core::Table table(
        {.name = "small", .help = "one row", .columns = {{"n", core::CellType::kInteger}}});
    table.add_row({std::int64_t{7}});
    return table;
}

class Folder : public testing::Test {
  protected:
    ScratchDirectory scratch_;
    fs::path folder_ = scratch_ / "out";
};

TEST_F(Folder, HoldsEachTableAndAManifestWithItsDigest) {
    const core::Table table = small();
    write_folder(folder_ / "deep", {&table, 1}, format_named("csv"), {},
                 {.command = "analyze rq1",
                  .options = {{"bots", std::string("drop")}, {"top", Value()}},
                  .snapshot = {{"complete", false}},
                  .coverage = {{{"kind", std::string("model")}, {"pending", std::int64_t{3}}}},
                  .warnings = {"careful"}});
    EXPECT_EQ(content(folder_ / "deep" / "small.csv"), "n\n7\n");
    EXPECT_EQ(content(folder_ / "deep" / "manifest.json"),
              std::string("{\n  \"tool\": \"hubmine\",\n  \"version\": \"") + core::kVersion +
                  R"(",
  "command": "analyze rq1",
  "options": {
    "bots": "drop",
    "top": null
  },
  "snapshot": {
    "complete": false
  },
  "coverage": [
    {
      "kind": "model",
      "pending": 3
    }
  ],
  "notes": {},
  "warnings": [
    "careful"
  ],
  "files": [
    {
      "file": "small.csv",
      "table": "small",
      "rows": 1,
      "sha256": "883f48aac9da18fcc9059799f1f6d2b82a3e14b44a9ad47c240a812d85ec00a0"
    }
  ]
}
)");
}

TEST_F(Folder, ACheckFindsFilesThatAreMissingOrOther) {
    const core::Table table = small();
    write_folder(folder_, {&table, 1}, format_named("csv"), {}, {});
    EXPECT_THAT(check_folder(folder_), testing::IsEmpty());
    std::ofstream(folder_ / "small.csv") << "n\n8\n";
    EXPECT_THAT(check_folder(folder_), testing::ElementsAre(testing::HasSubstr("not what was")));
    fs::remove(folder_ / "small.csv");
    EXPECT_THAT(check_folder(folder_), testing::ElementsAre(testing::HasSubstr("missing")));
}

TEST_F(Folder, ACheckNeedsAManifest) {
    EXPECT_THROW(static_cast<void>(check_folder(folder_)), core::Error);
}

TEST_F(Folder, AFolderBelowAFileIsAnError) {
    std::ofstream(folder_) << "a file";
    const core::Table table = small();
    EXPECT_THROW(write_folder(folder_ / "x", {&table, 1}, format_named("csv"), {}, {}),
                 core::Error);
}

}  // namespace
}  // namespace hubmine::output
