#include "hubmine/output/release.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <span>
#include <string>

namespace hubmine::output {
namespace {

using testing::HasSubstr;
using testing::Not;

Release some_release() {
    return {
        .title = "A | title",
        .license = "CC-BY-4.0",
        .endpoint = "https://hub.example",
        .from = "2026-01-01T00:00:00.000Z",
        .until = "2026-01-31T00:00:00.000Z",
        .is_complete = true,
        .walks = 3,
        .coverage = {{{"kind", "model"}, {"what", "commits"}, {"expected", std::int64_t{7}}}},
        .people = {.min_cell = 5},
        .lists = {{"bots.csv", "abc"}},
        .tables = {
            {.analysis = "rq1",
             .schema = {.name = "top",
                        .help = "a \"row\" | of it",
                        .columns = {{.name = "id", .meaning = "its id"},
                                    {.name = "likes",
                                     .type = core::CellType::kInteger,
                                     .meaning = "how many",
                                     .unit = core::Unit::kCount},
                                    {.name = "share",
                                     .type = core::CellType::kReal,
                                     .meaning = "of all",
                                     .unit = core::Unit::kShare}}},
             .file =
                 {.name = "rq1/top.csv", .table = "top", .rows = 2, .bytes = 30, .sha256 = "def"},
             .suppressed = 1,
             .merged = 4}}};
}

TEST(ReleaseDocuments, TellProgramsTypesUnitsAndSums) {
    const auto package = nlohmann::json::parse(data_package(some_release()));
    EXPECT_EQ(package["title"], "A | title");
    EXPECT_EQ(package["licenses"][0]["name"], "CC-BY-4.0");
    const auto& table = package["resources"][0];
    EXPECT_EQ(table["name"], "rq1-top");
    EXPECT_EQ(table["path"], "rq1/top.csv");
    EXPECT_EQ(table["hash"], "sha256:def");
    EXPECT_EQ(table["bytes"], 30);
    EXPECT_EQ(table["schema"]["missingValues"], nlohmann::json::array({""}));
    EXPECT_EQ(table["schema"]["fields"][0]["type"], "string");
    EXPECT_EQ(table["schema"]["fields"][1], nlohmann::json({{"name", "likes"},
                                                            {"type", "integer"},
                                                            {"description", "how many"},
                                                            {"unit", "count"}}));
    EXPECT_EQ(table["schema"]["fields"][2]["type"], "number");
}

TEST(ReleaseDocuments, TellCataloguesWhereEveryColumnIs) {
    const auto document = nlohmann::json::parse(croissant(some_release()));
    EXPECT_EQ(document["conformsTo"], "http://mlcommons.org/croissant/1.0");
    EXPECT_EQ(document["license"], "CC-BY-4.0");
    EXPECT_EQ(document["distribution"][0]["sha256"], "def");
    const auto& field = document["recordSet"][0]["field"][1];
    EXPECT_EQ(field["@id"], "rq1-top/likes");
    EXPECT_EQ(field["dataType"], "sc:Integer");
    EXPECT_EQ(field["source"]["fileObject"]["@id"], document["distribution"][0]["@id"]);
    EXPECT_EQ(field["source"]["extract"]["column"], "likes");
}

TEST(ReleaseDocuments, TakeALicenceAsANameOrAnAddressOrNone) {
    Release release = some_release();
    release.license = "https://example.org/terms";
    EXPECT_EQ(nlohmann::json::parse(data_package(release))["licenses"][0]["path"],
              "https://example.org/terms");
    release.license.clear();
    EXPECT_FALSE(nlohmann::json::parse(data_package(release)).contains("licenses"));
    EXPECT_FALSE(nlohmann::json::parse(croissant(release)).contains("license"));
    EXPECT_THAT(datasheet(release), HasSubstr("No licence was given"));
}

TEST(ReleaseDocuments, TellReadersHowPeopleWereTakenOut) {
    Release release = some_release();
    const std::string sheet = datasheet(release);
    EXPECT_THAT(sheet, HasSubstr("# Datasheet: A \\| title\n"));
    EXPECT_THAT(sheet, HasSubstr("| `rq1/top.csv` | a \"row\" \\| of it | 2 | 1 | 4 |"));
    EXPECT_THAT(sheet, HasSubstr("| model | commits | 7 |"));
    EXPECT_THAT(sheet, HasSubstr("walked 3 times"));
    EXPECT_THAT(sheet, HasSubstr("kept nowhere"));
    EXPECT_THAT(sheet, Not(HasSubstr("did not reach the end")));
    release.people = {.min_cell = 9, .dropped = true, .seeded = true};
    release.is_complete = false;
    EXPECT_THAT(datasheet(release), HasSubstr("`(persons)`"));
    EXPECT_THAT(datasheet(release), HasSubstr("fewer than 9 owners or developers"));
    EXPECT_THAT(datasheet(release), HasSubstr("whoever knows the seed"));
    EXPECT_THAT(datasheet(release), HasSubstr("did not reach the end"));
}

TEST(ReleaseDocuments, SumUpFilesAsSha256sumWantsIt) {
    const Release release = some_release();
    const WrittenFile file = release.tables[0].file;
    EXPECT_EQ(checksums(std::span(&file, 1)), "def  rq1/top.csv\n");
}

}  // namespace
}  // namespace hubmine::output
