#include "hubmine/output/folder.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/version.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

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
    const Report report{
        .tables = {core::TableStream(small())},
        .manifest = {.command = "analyze rq1",
                     .options = {{"bots", std::string("drop")}, {"top", Value()}},
                     .snapshot = {{"complete", false}},
                     .coverage = {{{"kind", std::string("model")}, {"pending", std::int64_t{3}}}},
                     .warnings = {"careful"}}};
    write_folder(folder_ / "deep", report, format_named("csv"), {});
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

TEST_F(Folder, HoldsPartsInFoldersOfTheirOwn) {
    {
        FolderWriter writer(folder_, format_named("csv"), {});
        writer.write({.tables = {core::TableStream(small())},
                      .manifest = {.command = "analyze rq1", .warnings = {"careful"}}},
                     "rq1");
        writer.write({.tables = {core::TableStream(small())}}, "rq2");
        EXPECT_FALSE(fs::exists(folder_ / "rq1" / "small.csv")) << "nothing before all is written";
        writer.finish({.command = "analyze"});
    }
    EXPECT_EQ(content(folder_ / "rq2" / "small.csv"), "n\n7\n");
    EXPECT_THAT(content(folder_ / "manifest.json"),
                testing::AllOf(testing::HasSubstr(R"("command": "analyze rq1")"),
                               testing::HasSubstr("\"careful\""),
                               testing::HasSubstr(R"("file": "rq1/small.csv")")));
    EXPECT_THAT(check_folder(folder_), testing::IsEmpty());
    std::ofstream(folder_ / "rq1" / "small.csv") << "n\n8\n";
    EXPECT_THAT(check_folder(folder_), testing::ElementsAre(testing::HasSubstr("not what was")));
}

TEST_F(Folder, ACheckLooksAtNothingOutsideOfIt) {
    write_folder(folder_, {.tables = {core::TableStream(small())}}, format_named("csv"), {});
    for (const char* name : {"../small.csv", "a/../../small.csv", "/etc/hostname", ""}) {
        std::ofstream(folder_ / "manifest.json")
            << R"({"files": [{"file": ")" << name << R"(", "sha256": ""}]})";
        EXPECT_THAT(check_folder(folder_),
                    testing::ElementsAre(testing::HasSubstr("names no file")))
            << name;
    }
}

TEST_F(Folder, ACheckFindsFilesThatAreMissingOrOther) {
    write_folder(folder_, {.tables = {core::TableStream(small())}}, format_named("csv"), {});
    EXPECT_THAT(check_folder(folder_), testing::IsEmpty());
    std::ofstream(folder_ / "small.csv") << "n\n8\n";
    EXPECT_THAT(check_folder(folder_), testing::ElementsAre(testing::HasSubstr("not what was")));
    fs::remove(folder_ / "small.csv");
    EXPECT_THAT(check_folder(folder_), testing::ElementsAre(testing::HasSubstr("missing")));
}

TEST_F(Folder, CountsTheRowsThatAreMadeWhileTheyAreWritten) {
    constexpr std::int64_t kRows = 10'000;
    const core::TableStream many(small().schema(), [](core::RowSink& rows) {
        for (std::int64_t n = 0; n < kRows; ++n) {
            rows.add_row({n});
        }
    });
    // Reads its table twice, as one does that must know widths first.
    const Format twice{.name = "twice",
                       .extension = "tw",
                       .help = "",
                       .traits = {},
                       .write = [](std::ostream& out, const Report& report, const Style& style) {
                           format_named("csv").write(out, report, style);
                           format_named("csv").write(out, report, style);
                       }};
    write_folder(folder_, {.tables = {many}}, twice, {});
    EXPECT_THAT(content(folder_ / "manifest.json"), testing::HasSubstr("\"rows\": 10000,"));
}

TEST_F(Folder, AFormatThatDrawsIsGivenTheFiguresOfItsTable) {
    const Format drawing{.name = "drawing",
                         .extension = "txt",
                         .help = "",
                         .traits = {.figures = true},
                         .write = [](std::ostream& out, const Report& report, const Style&) {
                             for (const core::Figure& figure : report.figures) {
                                 out << report.title << ": " << figure.name << '\n';
                             }
                         }};
    write_folder(
        folder_,
        {.title = "All",
         .sentences = {"Not told here."},
         .tables = {core::TableStream(small())},
         .figures = {{.name = "mine", .table = "small"}, {.name = "another's", .table = "large"}}},
        drawing, {});
    EXPECT_EQ(content(folder_ / "small.txt"), "All: mine\n");
}

TEST_F(Folder, ACheckNeedsAManifest) {
    EXPECT_THROW(static_cast<void>(check_folder(folder_)), core::Error);
}

TEST_F(Folder, AFolderBelowAFileIsAnError) {
    std::ofstream(folder_) << "a file";
    EXPECT_THROW(write_folder(folder_ / "x", {.tables = {core::TableStream(small())}},
                              format_named("csv"), {}),
                 core::Error);
}

std::function<std::size_t(std::ostream&)> of(const std::string& text) {
    return [text](std::ostream& out) {
        out << text;
        return text.size();
    };
}

TEST_F(Folder, HoldsFilesThatSeveralThreadsWrite) {
    {
        FolderWriter writer(folder_);
        std::vector<std::jthread> threads;
        for (const std::string name : {"b", "a", "c"}) {
            threads.emplace_back(
                [&writer, name] { writer.write_file(name + "/part-0.x", name, of(name)); });
        }
        threads.clear();
        writer.write_file("README.md", "", of("read me"));
        EXPECT_FALSE(fs::exists(folder_ / "a" / "part-0.x")) << "nothing before all is written";
        writer.finish({.command = "export tables"});
    }
    EXPECT_EQ(content(folder_ / "b" / "part-0.x"), "b");
    const std::string manifest = content(folder_ / "manifest.json");
    EXPECT_THAT(manifest, testing::ContainsRegex("README.md(.|\n)*a/part-0.x(.|\n)*\"table\": "
                                                 "\"a\"(.|\n)*b/part-0.x(.|\n)*c/part-0.x"));
    EXPECT_THAT(check_folder(folder_), testing::IsEmpty());
}

TEST_F(Folder, IsGoneWhenItWasMadeForNothing) {
    {
        FolderWriter writer(folder_ / "deep");
        writer.write_file("a/b/part-0.x", "a", of("x"));
    }
    EXPECT_FALSE(fs::exists(folder_));
    fs::create_directories(folder_ / "mine");
    try {
        FolderWriter writer(folder_ / "mine");
        writer.write_file("a/part-0.x", "a",
                          [](std::ostream&) -> std::size_t { throw core::Error("no more"); });
    } catch (const core::Error&) {
    }
    EXPECT_TRUE(fs::is_empty(folder_ / "mine"));
}

TEST_F(Folder, ReplacesWhatTheSameCommandLeft) {
    for (const std::string part : {"old", "new"}) {
        FolderWriter writer(folder_);
        writer.replace("export tables");
        writer.write_file("both/part-0.x", "both", of(part));
        writer.write_file(part + "/part-0.x", part, of(part));
        writer.finish({.command = "export tables"});
    }
    EXPECT_EQ(content(folder_ / "both" / "part-0.x"), "new");
    EXPECT_TRUE(fs::exists(folder_ / "new" / "part-0.x"));
    EXPECT_FALSE(fs::exists(folder_ / "old"));
    EXPECT_THAT(check_folder(folder_), testing::IsEmpty());
}

TEST_F(Folder, ReplacesNothingThatAnotherCommandLeft) {
    write_folder(folder_, {.tables = {core::TableStream(small())}}, format_named("csv"), {});
    FolderWriter writer(folder_);
    EXPECT_THROW(writer.replace("export tables"), core::UsageError);
    std::ofstream(folder_ / "manifest.json") << R"({"files": [], "command": ["export tables"]})";
    EXPECT_THROW(writer.replace("export tables"), core::UsageError);
}

TEST_F(Folder, RemovesNothingOutsideOfIt) {
    fs::create_directories(folder_);
    std::ofstream(scratch_ / "mine.txt") << "mine";
    std::ofstream(folder_ / "manifest.json")
        << R"({"files": [{"file": "../mine.txt"}, {"file": "a/../../mine.txt"}, {}, 7],
               "command": "export tables"})";
    FolderWriter writer(folder_);
    writer.replace("export tables");
    writer.finish({.command = "export tables"});
    EXPECT_TRUE(fs::exists(scratch_ / "mine.txt"));
}

}  // namespace
}  // namespace hubmine::output
