#include "hubmine/output/format.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/output/dialect.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cstdint>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace hubmine::output {
namespace {

using core::Cell;
using core::CellType;

core::Table table_of(const std::string& name, std::vector<std::vector<Cell>> rows) {
    core::Table table(
        {.name = name,
         .help = "what a row is",
         .columns = {
             {"id", CellType::kText}, {"n", CellType::kInteger}, {"share", CellType::kReal}}});
    for (auto& row : rows) {
        table.add_row(std::move(row));
    }
    return table;
}

std::string told(const std::string& format, const Report& report, const Style& style = {}) {
    std::ostringstream out;
    format_named(format).write(out, report, style);
    return out.str();
}

std::string told(const std::string& format, const core::Table& table, const Style& style = {}) {
    return told(format, Report{.tables = {core::TableStream(table)}}, style);
}

TEST(Format, CsvKeepsEveryDigitAndLeavesMissingCellsEmpty) {
    const auto table = table_of("t", {{std::string("a/b"), std::int64_t{1234567}, 1.0 / 3.0},
                                      {std::string("c"), Cell(), Cell()}});
    EXPECT_EQ(told("csv", table), "id,n,share\na/b,1234567,0.3333333333333333\nc,,\n");
}

TEST(Format, CsvQuotesAsRfc4180Says) {
    const auto table = table_of("t", {{std::string("say \"hi\", you"), std::int64_t{1}, Cell()},
                                      {std::string("two\nlines"), std::int64_t{2}, Cell()}});
    EXPECT_EQ(told("csv", table, {.headers = false}),
              "\"say \"\"hi\"\", you\",1,\n\"two\nlines\",2,\n");
}

TEST(Format, TextThatASpreadsheetWouldRunIsGuardedButNumbersAreNot) {
    const auto table = table_of("t", {{std::string("=1+1"), std::int64_t{-5}, -0.5}});
    EXPECT_EQ(told("csv", table, {.headers = false}), "'=1+1,-5,-0.5\n");
    EXPECT_EQ(told("tsv", table, {.headers = false}), "'=1+1\t-5\t-0.5\n");
    EXPECT_EQ(told("csv", table, {.headers = false, .raw_text = true}), "=1+1,-5,-0.5\n");
    EXPECT_EQ(told("ndjson", table), "{\"id\": \"=1+1\", \"n\": -5, \"share\": -0.5}\n");
}

TEST(Format, CsvTakesAnotherSeparatorAndAnotherDecimalSign) {
    const auto table = table_of("t", {{std::string("a;b,c.d"), std::int64_t{1234}, -0.25},
                                      {std::string("=1.5"), Cell(), 1e-9}});
    EXPECT_EQ(told("csv", table, {.separator = ';', .decimal = ','}),
              "id;n;share\n\"a;b,c.d\";1234;-0,25\n'=1.5;;1e-09\n");
    EXPECT_EQ(told("csv", table, {.headers = false, .separator = '|'}),
              "a;b,c.d|1234|-0.25\n'=1.5||1e-09\n");
    EXPECT_EQ(told("tsv", table, {.headers = false, .separator = ';', .decimal = ','}),
              "a;b,c.d\t1234\t-0,25\n'=1.5\t\t1e-09\n");
}

TEST(Format, ADialectIsWhatAProgramReads) {
    const Dialect& german = dialect_named("excel-de");
    EXPECT_EQ(german.separator, ';');
    EXPECT_EQ(german.decimal, ',');
    EXPECT_TRUE(german.bom);
    EXPECT_FALSE(dialect_named("r-csv2").bom);
    for (const Dialect& dialect : dialects()) {
        EXPECT_NE(dialect.separator, dialect.decimal) << dialect.name;
    }
    EXPECT_THROW(static_cast<void>(dialect_named("exel")), core::UsageError);
}

TEST(Format, CharactersHaveNames) {
    EXPECT_EQ(separator_named("semicolon"), ';');
    EXPECT_EQ(separator_named(";"), ';');
    EXPECT_EQ(separator_named("\t"), '\t');
    EXPECT_EQ(decimal_named("comma"), ',');
    for (const char* name : {"", "x", ".", "\"", "\n", ";;"}) {
        EXPECT_THROW(static_cast<void>(separator_named(name)), core::UsageError) << name;
    }
    EXPECT_THROW(static_cast<void>(decimal_named(";")), core::UsageError);
}

TEST(Format, ReadingBackTakesAwayWhatWritingPutThere) {
    for (const char separator : {',', '\t'}) {
        for (const std::string text :
             {"=x", "'=x", "''-", "'x", "tab\there", "a\r\nb", "\"", "@", "a\rb", " x", "x\t"}) {
            const auto table = table_of("t", {{text, std::int64_t{1}, Cell()}});
            std::istringstream in(
                told(separator == ',' ? "csv" : "tsv", table, {.headers = false}));
            const auto records = core::read_csv(in, "test", separator);
            ASSERT_EQ(records.size(), 1U) << text;
            EXPECT_EQ(core::without_formula_guard(records[0].fields[0]), text);
        }
    }
}

TEST(Format, RealsReadBackAsTheSameDouble) {
    for (const double value :
         {0.1, 1e300, 5e-324, 123456789.123456789, -2.5e-7, std::numeric_limits<double>::max()}) {
        const auto table = table_of("t", {{std::string("x"), Cell(), value}});
        const std::string line = told("csv", table, {.headers = false});
        double read = 0;
        std::from_chars(line.data() + line.rfind(',') + 1, line.data() + line.size() - 1, read);
        EXPECT_EQ(read, value);
    }
}

TEST(Format, JsonIsOneObjectOfTables) {
    const Report report{
        .tables = {core::TableStream(
                       table_of("first", {{std::string("a\"\\\n\x01"), std::int64_t{1}, Cell()}})),
                   core::TableStream(table_of("second", {}))}};
    EXPECT_EQ(
        told("json", report),
        "{\n  \"first\": [\n    {\"id\": \"a\\\"\\\\\\n\\u0001\", \"n\": 1, \"share\": null}\n"
        "  ],\n  \"second\": []\n}\n");
}

TEST(Format, TableAlignsNumbersToTheRightWithSixSignificantDigits) {
    const auto table = table_of("t", {{std::string("abc"), std::int64_t{12345678}, 2.0 / 3.0},
                                      {std::string("d"), std::int64_t{1}, 1e-9}});
    EXPECT_EQ(told("table", table),
              "id          n     share\n"
              "---  --------  --------\n"
              "abc  12345678  0.666667\n"
              "d           1     1e-09\n");
}

TEST(Format, TableCountsWideAndCombiningCharactersAsATerminalDoes) {
    const auto table = table_of("t", {{std::string("模型"), std::int64_t{1}, Cell()},
                                      {std::string("e\xCC\x81"), std::int64_t{2}, Cell()}});
    EXPECT_EQ(told("table", table, {.headers = false}), "模型  1\ne\xCC\x81     2\n");
}

TEST(Format, TableNeverLetsTextSteerTheTerminal) {
    const auto table = table_of("t", {{std::string("\x1b[31mred"), Cell(), Cell()}});
    EXPECT_THAT(told("table", table), testing::Not(testing::HasSubstr("\x1b")));
}

TEST(Format, OfARankingMayShowTheFirstOnlyAndCountsTheOthers) {
    core::Table ranking({.name = "top", .columns = {{"kind"}, {"rank", core::CellType::kInteger}}});
    for (const char* kind : {"model", "space"}) {
        for (std::int64_t rank = 1; rank <= 4; ++rank) {
            ranking.add_row({std::string(kind), rank});
        }
    }
    EXPECT_EQ(told("table", ranking, {.headers = false, .first_ranks = 2}),
              "model  1\nmodel  2\nspace  1\nspace  2\n… 4 more, --top 0 for all\n");
    EXPECT_THAT(told("table", ranking, {.first_ranks = 4}),
                testing::Not(testing::HasSubstr("more")));
    EXPECT_THAT(told("csv", ranking, {.first_ranks = 2}), testing::EndsWith("space,4\n"));
}

TEST(Format, AnyTableMayShowItsFirstRowsOnly) {
    const auto table = table_of("t", {{std::string("a"), std::int64_t{1}, Cell()},
                                      {std::string("b"), std::int64_t{2}, Cell()},
                                      {std::string("c"), std::int64_t{3}, Cell()}});
    EXPECT_EQ(told("table", table, {.headers = false, .first_rows = 1}),
              "a  1\n… 2 more, --top 0 for all\n");
    EXPECT_EQ(told("table", table, {.headers = false, .first_rows = 3}), "a  1\nb  2\nc  3\n");
}

TEST(Format, ATableWiderThanTheTerminalIsFoldedIntoBlocksThatTellTheirRows) {
    std::vector<std::vector<Cell>> rows;
    for (std::int64_t i = 1; i <= 4; ++i) {
        rows.push_back({std::string("repository/") + std::to_string(i), i, 0.5});
    }
    EXPECT_EQ(
        told("table", table_of("t", rows), {.width = 18}),
        "id            n\n------------  -\nrepository/1  1\nrepository/2  2\nrepository/3  3\n"
        "repository/4  4\n\nid            share\n------------  -----\nrepository/1    0.5\n"
        "repository/2    0.5\nrepository/3    0.5\nrepository/4    0.5\n");
    EXPECT_EQ(told("table", table_of("t", rows), {.width = 22}),
              told("table", table_of("t", rows)));
}

TEST(Format, RowsThatOneColumnDoesNotTellApartKeepTwo) {
    core::Table table(
        {.name = "t", .columns = {{"a"}, {"b"}, {"long_name_of_c"}, {"long_name_of_d"}}});
    for (const char* b : {"1", "2", "3", "4"}) {
        table.add_row({std::string("x"), std::string(b), std::string("c"), std::string("d")});
    }
    const std::string text = told("table", table, {.width = 24});
    EXPECT_THAT(text, testing::HasSubstr("a  b  long_name_of_c\n"));
    EXPECT_THAT(text, testing::HasSubstr("a  b  long_name_of_d\n"));
}

TEST(Format, FewRowsThatAreTooWideStandOnTheirSide) {
    const auto table = table_of("t", {{std::string("some/model"), std::int64_t{12}, 0.25}});
    EXPECT_EQ(told("table", table, {.width = 20}),
              "id     some/model\n-----  ----------\nn      12\nshare  0.25\n");
}

TEST(Format, SeveralTablesCarryTheirNames) {
    const Report report{.tables = {core::TableStream(table_of("first", {})),
                                   core::TableStream(table_of("second", {}))}};
    EXPECT_EQ(told("table", report),
              "first: what a row is\nid  n  share\n--  -  -----\n\n"
              "second: what a row is\nid  n  share\n--  -  -----\n");
}

TEST(Format, SentencesStandAboveTheTablesForAReader) {
    const Report report{.sentences = {"One.", "T\x1bwo."},
                        .tables = {core::TableStream(table_of("t", {}))}};
    EXPECT_EQ(told("table", report), "One.\nT\xEF\xBF\xBDwo.\n\nid  n  share\n--  -  -----\n");
    EXPECT_EQ(told("table", report, {.headers = false}), "");
    EXPECT_EQ(told("csv", report), "id,n,share\n");
}

TEST(Format, MarkdownEscapesItsOwnMarks) {
    const auto table = table_of("t", {{std::string("a|b_c"), std::int64_t{1}, 0.5}});
    EXPECT_EQ(told("markdown", table),
              "| id | n | share |\n| --- | ---: | ---: |\n| a\\|b\\_c | 1 | 0.5 |\n");
}

TEST(Format, OneThatMayNotLeaveRowsOutWritesEveryOne) {
    const auto table = table_of(
        "t", {{std::string("first"), Cell(), Cell()}, {std::string("second"), Cell(), Cell()}});
    for (const Format& format : formats()) {
        if (format.traits.binary) {
            continue;
        }
        const std::string text = told(format.name, table, {.first_ranks = 1, .first_rows = 1});
        EXPECT_EQ(text.find("second") == std::string::npos, format.traits.first_rows)
            << format.name;
    }
}

TEST(Format, OneOfOneTableRefusesTwo) {
    const Report report{.tables = {core::TableStream(table_of("first", {})),
                                   core::TableStream(table_of("second", {}))}};
    for (const Format& format : formats()) {
        std::ostringstream out;
        if (!format.traits.many_tables) {
            EXPECT_THROW(format.write(out, report, {}), std::logic_error) << format.name;
        }
    }
}

TEST(Format, WhatHoldsUnlessSomebodySaysIsForWhoeverReads) {
    EXPECT_EQ(default_format(true).name, "table");
    EXPECT_EQ(default_format(false).name, "csv");
}

TEST(Format, AnUnknownNameSuggestsTheNearOne) {
    try {
        static_cast<void>(format_named("jsn"));
        FAIL() << "no error";
    } catch (const core::UsageError& error) {
        EXPECT_STREQ(error.what(), "unknown format 'jsn': did you mean json?");
    }
}

}  // namespace
}  // namespace hubmine::output
