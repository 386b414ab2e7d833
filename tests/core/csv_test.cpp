#include "hubmine/core/csv.hpp"

#include "hubmine/core/error.hpp"

#include "support/scratch_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hubmine::core {
namespace {

using ::testing::ElementsAre;

std::vector<CsvRecord> read(const std::string& text) {
    std::istringstream in(text);
    return read_csv(in, "test.csv");
}

TEST(Csv, ReadsQuotesLineBreaksAndBothLineEnds) {
    const auto records = read("a,\"b,\"\"c\"\"\"\r\n\"two\nlines\",d\n\ne,");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_THAT(records[0].fields, ElementsAre("a", "b,\"c\""));
    EXPECT_THAT(records[1].fields, ElementsAre("two\nlines", "d"));
    EXPECT_THAT(records[2].fields, ElementsAre("e", ""));
    EXPECT_EQ(records[2].line, 5U);
}

TEST(Csv, PassesOverAByteOrderMark) {
    EXPECT_THAT(read("\xEF\xBB\xBFname\n")[0].fields, ElementsAre("name"));
}

TEST(Csv, NamesTheLineOfAnUnclosedQuote) {
    try {
        read("a\n\"b\n");
        FAIL() << "no error";
    } catch (const UsageError& error) {
        EXPECT_STREQ(error.what(), "test.csv:2: a quote is never closed");
    }
}

TEST(Csv, CarriageReturnsAloneEndLines) {
    const auto records = read("a,b\r\rc,\"d\re\"\rf,g");
    ASSERT_EQ(records.size(), 3U);
    EXPECT_THAT(records[1].fields, ElementsAre("c", "d\re"));
    EXPECT_EQ(records[1].line, 3U);
    EXPECT_EQ(records[2].line, 5U);
}

TEST(Csv, BlanksAroundCellsAreDroppedOutsideOfQuotes) {
    const auto records = read(
        " a ,\t\"b, c\" , \" d \" ,\xC2\xA0"
        "e\xC2\xA0\n ,\t, ,\n");
    ASSERT_EQ(records.size(), 1U);
    EXPECT_THAT(records[0].fields, ElementsAre("a", "b, c", " d ", "e"));
}

TEST(Csv, AFileIsReadByColumnNameWithoutFormulaGuards) {
    const ScratchDirectory folder;
    const std::string path = folder / "test.csv";
    std::ofstream(path) << "# about\nname,reason\n'=x,\"a, b\"\n'quoted',c\n";
    const CsvFile file(path, {"name"});
    ASSERT_EQ(file.size(), 2U);
    EXPECT_EQ(file.cell(0, "name"), "=x");
    EXPECT_EQ(file.cell(0, "reason"), "a, b");
    EXPECT_EQ(file.cell(1, "name"), "'quoted'");
    EXPECT_EQ(file.cell(1, "absent"), "");
    EXPECT_THROW(CsvFile(path, {"decision"}), UsageError);
    EXPECT_THROW(CsvFile("/nowhere/at/all.csv", {}), Error);
}

TEST(Csv, WholeNumbersMayBeWrittenAsFractions) {
    EXPECT_EQ(whole_number("3"), 3);
    EXPECT_EQ(whole_number("3.0"), 3);
    EXPECT_EQ(whole_number("-3."), -3);
    for (const char* text :
         {"", "3.5", "1.000", "1e3", "3,0", "three", "0x3", "9999999999999999999"}) {
        EXPECT_EQ(whole_number(text), std::nullopt) << text;
    }
}

TEST(Csv, WhatStandsForNothingIsMissing) {
    for (const char* text : {"", "NA", "NaN", "nan", "N/A", "null", "None"}) {
        EXPECT_TRUE(is_missing(text)) << text;
    }
    EXPECT_FALSE(is_missing("0"));
    EXPECT_FALSE(is_missing("no"));
}

}  // namespace
}  // namespace hubmine::core
