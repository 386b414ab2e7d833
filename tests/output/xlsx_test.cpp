#include "hubmine/core/error.hpp"
#include "hubmine/output/format.hpp"

#include "output/unzipped.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::output {
namespace {

using core::Cell;
using core::CellType;
using core::Unit;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kFirst = "xl/worksheets/sheet2.xml";

std::string bytes_of(const Report& report, const Style& style = {}) {
    std::ostringstream out;
    format_named("xlsx").write(out, report, style);
    return out.str();
}

core::Table table_of(std::vector<core::Column> columns, std::vector<std::vector<Cell>> rows,
                     std::string name = "t") {
    core::Table table({.name = std::move(name), .help = "a row", .columns = std::move(columns)});
    for (auto& row : rows) {
        table.add_row(std::move(row));
    }
    return table;
}

Report report_of(core::Table table) {
    return {.title = "T & C",
            .sentences = {"It is so."},
            .tables = {core::TableStream(std::move(table))},
            .manifest = {.command = "analyze t",
                         .options = {{"seed", std::int64_t{7}}},
                         .snapshot = {{"started", std::string("2024-01-02T03:04:05.678Z")}}}};
}

std::map<std::string, std::string> parts_of(core::Table table, const Style& style = {}) {
    return unzipped(bytes_of(report_of(std::move(table)), style));
}

/// The XML of the second row of the only sheet, which has these cells.
std::string row_of(std::vector<core::Column> columns, std::vector<Cell> cells) {
    const std::string sheet = parts_of(table_of(std::move(columns), {std::move(cells)})).at(kFirst);
    const std::size_t from = sheet.find("<row r=\"2\">");
    return sheet.substr(from, sheet.find("</row>", from) - from);
}

std::string as_text(const std::string& xml) {
    return R"(t="inlineStr"><is><t xml:space="preserve">)" + xml + "</t></is></c>";
}

TEST(Xlsx, WhatLooksLikeSomethingElseStaysText) {
    for (const std::string text :
         {"1e5", "00123", "2024-01-02", "TRUE", "=1+1", "#N/A", "+1", "-x", "@sum(1)", " a ",
          "http://localhost/x", "mailto:a@localhost", "{=1}", "1/2", "'a"}) {
        EXPECT_THAT(row_of({{"id"}}, {text}), HasSubstr(as_text(text))) << text;
    }
    const auto parts = parts_of(table_of({{"id"}}, {{std::string("=1+1")}}));
    EXPECT_THAT(parts.at(kFirst), Not(HasSubstr("<f")));
    EXPECT_THAT(parts.at(kFirst), Not(HasSubstr("hyperlink")));
}

TEST(Xlsx, WhatXmlCannotHoldIsWrittenByItsNumber) {
    EXPECT_THAT(row_of({{"id"}}, {std::string("a\0b\x1b[\r\n\t", 8)}),
                HasSubstr(as_text("a_x0000_b_x001B_[_x000D_\n\t")));
    EXPECT_THAT(row_of({{"id"}}, {std::string("_x0041_x0042_ _x41_")}),
                HasSubstr(as_text("_x005F_x0041_x005F_x0042_ _x41_")));
    EXPECT_THAT(row_of({{"id"}}, {std::string("\xEF\xBF\xBF\xFF</t>&\"")}),
                HasSubstr(as_text("_xFFFF_\xEF\xBF\xBD&lt;/t&gt;&amp;&quot;")));
}

TEST(Xlsx, AMissingCellIsNone) {
    EXPECT_EQ(
        row_of({{"id"}, {"n", CellType::kInteger}, {"s", CellType::kReal}}, {Cell(), Cell(), 0.5}),
        R"(<row r="2"><c r="C2" s="0"><v>0.5</v></c>)");
}

TEST(Xlsx, NumbersLookAsTheirUnitsAsk) {
    const auto style = [](core::Column column, Cell cell) {
        const std::string row = row_of({std::move(column)}, {std::move(cell)});
        return row.substr(row.find("<c "));
    };
    EXPECT_EQ(style({"n", CellType::kInteger, "", Unit::kCount}, std::int64_t{1234}),
              R"(<c r="A2" s="5"><v>1234</v></c>)");
    EXPECT_EQ(style({"b", CellType::kInteger, "", Unit::kBytes}, std::int64_t{1234}),
              R"(<c r="A2" s="5"><v>1234</v></c>)");
    EXPECT_EQ(style({"year", CellType::kInteger}, std::int64_t{2024}),
              R"(<c r="A2" s="4"><v>2024</v></c>)");
    EXPECT_EQ(style({"s", CellType::kReal, "", Unit::kShare}, 1.0 / 3.0),
              R"(<c r="A2" s="6"><v>0.3333333333333333</v></c>)");
    EXPECT_EQ(style({"d", CellType::kReal, "", Unit::kDays}, 1e-9),
              R"(<c r="A2" s="7"><v>1e-09</v></c>)");
}

TEST(Xlsx, NumbersThatASpreadsheetWouldChangeAreText) {
    const auto row = [](std::int64_t number) {
        return row_of({{"n", CellType::kInteger, "", Unit::kCount}}, {number});
    };
    EXPECT_THAT(row(1'000'000'000'000'000), HasSubstr("<v>1000000000000000</v>"));
    EXPECT_THAT(row(9'007'199'254'740'993), HasSubstr(as_text("9007199254740993")));
    EXPECT_THAT(row(-9'007'199'254'740'993), HasSubstr(as_text("-9007199254740993")));
    EXPECT_THAT(row_of({{"x", CellType::kReal}}, {5e-324}), HasSubstr(as_text("5e-324")));
}

TEST(Xlsx, TimesAreTimesWhereTheColumnSaysSoAndTheyComeBackAsTheyWere) {
    const core::Column time{"at", CellType::kText, "", Unit::kTime};
    EXPECT_THAT(row_of({time}, {std::string("2024-01-02")}), HasSubstr(R"(s="8"><v>45293</v>)"));
    EXPECT_THAT(row_of({time}, {std::string("2024-01-02T12:00:00.000Z")}),
                HasSubstr(R"(s="9"><v>45293.5</v>)"));
    for (const std::string text :
         {"1900-02-28", "2024-01-02T12:00Z", "2024-02-30", "2024-01", "soon"}) {
        EXPECT_THAT(row_of({time}, {text}), HasSubstr(as_text(text))) << text;
    }
}

TEST(Xlsx, TooLongATextIsCutBetweenCharactersAndThatIsSaid) {
    std::vector<std::string> said;
    const Style style{.warn = [&said](const std::string& doubt) { said.push_back(doubt); }};
    // A character beyond U+FFFF counts two.
    const std::string text = std::string(32766, 'x') + "\xF0\x9F\xA4\x97";
    const auto parts = parts_of(table_of({{"id"}}, {{text}}), style);
    EXPECT_THAT(parts.at(kFirst), HasSubstr(">" + std::string(32766, 'x') + "<"));
    EXPECT_THAT(said, ElementsAre("1 text is longer than the 32,767 characters that a cell of a "
                                  "workbook holds: it is cut (other formats have it whole)"));
    said.clear();
    static_cast<void>(parts_of(table_of({{"id"}}, {{std::string(32767, 'x')}}), style));
    EXPECT_THAT(said, IsEmpty());
}

TEST(Xlsx, ALongTableGoesOnInAnotherSheet) {
    std::vector<std::vector<Cell>> rows;
    for (const char* id : {"a", "b", "c", "d", "e"}) {
        rows.push_back({std::string(id)});
    }
    const auto parts = parts_of(table_of({{"id"}}, rows), {.sheet_rows = 3});
    const std::string& workbook = parts.at("xl/workbook.xml");
    EXPECT_THAT(workbook, HasSubstr("<sheet name=\"t\" sheetId=\"2\" r:id=\"rId2\"/>"));
    EXPECT_THAT(workbook, HasSubstr("<sheet name=\"t (2)\" sheetId=\"3\" r:id=\"rId3\"/>"));
    EXPECT_THAT(workbook, HasSubstr("<sheet name=\"t (3)\" sheetId=\"4\" r:id=\"rId4\"/>"));
    const std::string& second = parts.at("xl/worksheets/sheet3.xml");
    EXPECT_THAT(second, HasSubstr(R"(<row r="1"><c r="A1" s="1" )" + as_text("id")));
    EXPECT_THAT(second, HasSubstr(R"(<row r="3"><c r="A3" s="3" )" + as_text("d")));
    EXPECT_THAT(second, HasSubstr(R"(<autoFilter ref="A1:A3"/>)"));
    EXPECT_THAT(parts.at("xl/worksheets/sheet4.xml"), HasSubstr(R"(<autoFilter ref="A1:A2"/>)"));
}

TEST(Xlsx, SheetsHaveNamesThatAreAllowedAndDiffer) {
    Report report;
    for (const char* name :
         {"a_name_of_more_than_31_characters_1", "a_name_of_more_than_31_characters_2", "About",
          "a/b:c[d]*?\\", "A/b", "a_b", "history", "'q'"}) {
        report.tables.emplace_back(table_of({{"id"}}, {}, name));
    }
    const std::string workbook = unzipped(bytes_of(report)).at("xl/workbook.xml");
    for (const char* name :
         {"about", "a_name_of_more_than_31_characte", "a_name_of_more_than_31_char (2)",
          "About (2)", "a_b_c_d____", "A_b", "a_b (2)", "history_", "_q_"}) {
        EXPECT_THAT(workbook, HasSubstr("<sheet name=\"" + std::string(name) + "\"")) << name;
    }
}

TEST(Xlsx, TheHeaderStaysFiltersAndSaysWhatTheColumnsMean) {
    const auto columns = std::vector<core::Column>{
        {"id", CellType::kText, "its <name>"}, {"n", CellType::kInteger, "how many", Unit::kCount}};
    const auto parts = parts_of(table_of(columns, {{std::string("a"), std::int64_t{1}}}));
    const std::string& sheet = parts.at(kFirst);
    EXPECT_THAT(sheet, HasSubstr(R"(<pane ySplit="1" topLeftCell="A2")"));
    EXPECT_THAT(sheet, HasSubstr(R"(<autoFilter ref="A1:B2"/>)"));
    EXPECT_THAT(parts.at("xl/comments2.xml"), HasSubstr("its &lt;name&gt;"));
    EXPECT_THAT(parts.at("xl/comments2.xml"), HasSubstr("how many [count]"));
    const auto bare =
        parts_of(table_of(columns, {{std::string("a"), std::int64_t{1}}}), {.headers = false});
    EXPECT_THAT(bare.at(kFirst), HasSubstr(R"(<sheetData><row r="1"><c r="A1" s="3" )"));
    EXPECT_THAT(bare.at(kFirst), Not(HasSubstr("autoFilter")));
    EXPECT_FALSE(bare.contains("xl/comments2.xml"));
}

TEST(Xlsx, TheFirstSheetTellsWhatItIsAndWhereItIsFrom) {
    const std::string about =
        parts_of(table_of({{"id"}}, {{std::string("a")}})).at("xl/worksheets/sheet1.xml");
    for (const char* told : {"T &amp; C", "It is so.", "analyze t", "seed", "a row"}) {
        EXPECT_THAT(about, HasSubstr(as_text(told)));
    }
}

TEST(Xlsx, TheSameReportGivesTheSameBytes) {
    const Report report = report_of(table_of({{"id"}}, {{std::string("a")}}));
    EXPECT_EQ(bytes_of(report), bytes_of(report));
    EXPECT_THAT(unzipped(bytes_of(report)).at("docProps/core.xml"),
                HasSubstr(">2024-01-02T03:04:05Z<"));
}

TEST(Xlsx, OfALongerTableCsvSaysThatSpreadsheetsCutIt) {
    for (const char* format : {"csv", "tsv"}) {
        std::vector<std::string> said;
        const Report report = report_of(table_of({{"id"}}, {{Cell()}, {Cell()}, {Cell()}}));
        for (const std::int64_t sheet_rows : {4, 3}) {
            std::ostringstream out;
            format_named(format).write(
                out, report, {.sheet_rows = sheet_rows, .warn = [&said](const std::string& doubt) {
                                  said.push_back(doubt);
                              }});
        }
        EXPECT_THAT(said, ElementsAre("t has 3 rows: a spreadsheet shows the first 2 and drops "
                                      "the others"));
    }
}

}  // namespace
}  // namespace hubmine::output
