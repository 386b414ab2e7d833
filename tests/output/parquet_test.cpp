#include "hubmine/output/parquet.hpp"

#include "parquet_read.hpp"
#include "parquet_runs.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <variant>
#include <vector>

namespace hubmine::output {
namespace {

using core::Cell;
using core::CellType;
using core::Column;
using testing::ElementsAre;
using testing::SizeIs;

const std::vector<Column> kColumns{{"text", CellType::kText},
                                   {"whole", CellType::kInteger},
                                   {"real", CellType::kReal},
                                   {"time", CellType::kText, "", core::Unit::kTime}};

using Row = std::vector<Cell>;

void add(core::BatchColumn& column, const Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) {
        column.add_missing();
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        column.add_text(*text);
    } else if (const auto* real = std::get_if<double>(&cell)) {
        column.add_real(*real);
    } else {
        column.add_integer(std::get<std::int64_t>(cell));
    }
}

/// The file of these rows, given in batches of so many.
std::string file_of(const std::vector<Column>& columns, const std::vector<Row>& rows,
                    const ParquetBounds& bounds = {}, std::size_t together = 4096) {
    std::ostringstream out;
    ParquetWriter writer(out, columns, bounds);
    core::ColumnBatch batch(columns);
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            add(batch.columns()[i], row[i]);
        }
        if (batch.row_count() == together) {
            writer.add(batch);
            batch.clear();
        }
    }
    writer.add(batch);
    writer.finish();
    return out.str();
}

std::string file_of_one(const Column& column, const std::vector<Cell>& cells,
                        const ParquetBounds& bounds = {}, std::size_t together = 4096) {
    std::vector<Row> rows;
    for (const Cell& cell : cells) {
        rows.push_back({cell});
    }
    return file_of({column}, rows, bounds, together);
}

/// Of the first column of the first row group.
ThriftValue statistics_of(const std::string& file) {
    return ReadParquet(file).chunk(0, 0)[12];
}

/// As text, because NaN is not even itself.
std::string told(const Cell& cell) {
    return std::visit(
        [](const auto& value) -> std::string {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
                return "missing";
            } else {
                return fmt::format("{} {}", typeid(value).name(), value);
            }
        },
        cell);
}

std::vector<std::string> told(const std::vector<Cell>& cells) {
    std::vector<std::string> all;
    for (const Cell& cell : cells) {
        all.push_back(told(cell));
    }
    return all;
}

void expect_read_back(const std::vector<Row>& rows, const ParquetBounds& bounds = {},
                      std::size_t together = 4096) {
    const std::string file = file_of(kColumns, rows, bounds, together);
    const ReadParquet read(file);
    EXPECT_EQ(read.footer[3].number, static_cast<std::int64_t>(rows.size()));
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        ASSERT_THAT(read.columns[i], SizeIs(rows.size()));
        for (std::size_t row = 0; row < rows.size(); ++row) {
            ASSERT_EQ(told(read.columns[i][row]), told(rows[row][i]))
                << kColumns[i].name << ", row " << row;
        }
    }
}

const Column kText{"text", CellType::kText};
const Column kWhole{"whole", CellType::kInteger};
const Column kReal{"real", CellType::kReal};

TEST(Parquet, NoRowIsAFileWithoutRowGroups) {
    const std::string file = file_of(kColumns, {});
    const ReadParquet read(file);
    EXPECT_THAT(read.footer[4].list, SizeIs(0));
    EXPECT_EQ(read.footer[3].number, 0);
}

TEST(Parquet, TheSchemaTellsNamesAndTypes) {
    const std::string file = file_of(kColumns, {});
    const std::vector<ThriftValue> schema = ReadParquet(file).footer[2].list;
    ASSERT_THAT(schema, SizeIs(5));
    EXPECT_EQ(schema[0][5].number, 4);
    EXPECT_EQ(schema[1][4].bytes, "text");
    EXPECT_EQ(schema[1][1].number, 6);  // BYTE_ARRAY
    EXPECT_EQ(schema[1][6].number, 0);  // UTF8
    EXPECT_TRUE(schema[1][10].has(1));  // STRING
    EXPECT_EQ(schema[2][1].number, 2);  // INT64
    EXPECT_FALSE(schema[2].has(10));
    EXPECT_EQ(schema[3][1].number, 5);  // DOUBLE
    EXPECT_EQ(schema[4][1].number, 2);
    EXPECT_EQ(schema[4][6].number, 9);         // TIMESTAMP_MILLIS
    EXPECT_EQ(schema[4][10][8][1].number, 1);  // adjusted to UTC
    EXPECT_TRUE(schema[4][10][8][2].has(1));   // MILLIS
    for (std::size_t i = 1; i < schema.size(); ++i) {
        EXPECT_EQ(schema[i][3].number, 1);  // OPTIONAL
    }
}

TEST(Parquet, OneRow) {
    expect_read_back({{std::string("a"), std::int64_t{-1}, 0.5, std::int64_t{1'600'000'000'000}}});
}

TEST(Parquet, RowsWithoutAnyValue) {
    expect_read_back(std::vector<Row>(1000, Row(4)));
    const std::string file = file_of_one(kText, std::vector<Cell>(3));
    const ThriftValue statistics = statistics_of(file);
    EXPECT_EQ(statistics[3].number, 3);
    EXPECT_FALSE(statistics.has(5));
    EXPECT_FALSE(statistics.has(6));
}

TEST(Parquet, AnEmptyTextIsNotAMissingOne) {
    const std::string file = file_of_one(kText, {std::string(), Cell(), std::string()});
    EXPECT_THAT(told(ReadParquet(file).columns[0]),
                ElementsAre(told(std::string()), "missing", told(std::string())));
}

TEST(Parquet, ExtremeNumbersAreThemselves) {
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    expect_read_back({{std::string("x"), kLeast, std::numeric_limits<double>::infinity(), kMost},
                      {std::string("x"), kMost, -std::numeric_limits<double>::infinity(), kLeast},
                      {std::string("x"), std::int64_t{0}, std::nan(""), std::int64_t{0}},
                      {std::string("x"), std::int64_t{0}, -0.0, std::int64_t{-1}},
                      {std::string("x"), std::int64_t{0}, 5e-324, std::int64_t{-1}}});
    const std::string file = file_of_one(kWhole, {kMost, std::int64_t{0}, kLeast});
    const ThriftValue statistics = statistics_of(file);
    EXPECT_EQ(ReadParquet::plain<std::int64_t>(statistics[5].bytes), kMost);
    EXPECT_EQ(ReadParquet::plain<std::int64_t>(statistics[6].bytes), kLeast);
    EXPECT_EQ(statistics[7].number + statistics[8].number, 2);
}

TEST(Parquet, NotANumberIsNoBoundAndIsCounted) {
    const std::string file = file_of_one(kReal, {std::nan(""), 2.5, Cell(), 1.5, std::nan("")});
    const ThriftValue statistics = statistics_of(file);
    EXPECT_EQ(ReadParquet::plain<double>(statistics[5].bytes), 2.5);
    EXPECT_EQ(ReadParquet::plain<double>(statistics[6].bytes), 1.5);
    EXPECT_EQ(statistics[9].number, 2);
    EXPECT_EQ(statistics[3].number, 1);
    const std::string nothing = file_of_one(kReal, {std::nan("")});
    EXPECT_FALSE(statistics_of(nothing).has(5));
    EXPECT_EQ(statistics_of(nothing)[9].number, 1);
}

TEST(Parquet, ZeroBoundsCoverBothZeros) {
    const std::string file = file_of_one(kReal, {0.0, 0.0});
    const ThriftValue statistics = statistics_of(file);
    EXPECT_FALSE(std::signbit(ReadParquet::plain<double>(statistics[5].bytes)));
    EXPECT_TRUE(std::signbit(ReadParquet::plain<double>(statistics[6].bytes)));
}

TEST(Parquet, LongTextsHaveShortBoundsThatHold) {
    const std::string least = "a" + std::string(100, 'b');
    // Cut in the middle of a character it would not be text any more.
    const std::string most = std::string(63, 'c') + "\u20AC" + std::string(5000, 'd');
    const std::string file = file_of_one(kText, {most, least});
    const ThriftValue statistics = statistics_of(file);
    EXPECT_EQ(statistics[6].bytes, least.substr(0, 64));
    EXPECT_EQ(statistics[5].bytes, std::string(62, 'c') + "d");
    EXPECT_EQ(statistics[7].number + statistics[8].number, 0);
}

TEST(Parquet, ABoundIsTheNextCharacterWhereverThatLies) {
    const auto upper_bound = [](const std::string& character) {
        std::string text;
        while (text.size() <= 64) {
            text += character;
        }
        const std::string file = file_of_one(kText, {text});
        const ThriftValue statistics = statistics_of(file);
        const std::string bound = statistics.has(5) ? statistics[5].bytes : "none";
        return bound == "none" ? bound : bound.substr(bound.find_last_of(character) + 1);
    };
    EXPECT_EQ(upper_bound("\x7F"), "\u0080");
    EXPECT_EQ(upper_bound("\uD7FF"), "\xEE\x80\x80");  // behind the surrogates
    EXPECT_EQ(upper_bound("\uFFFF"), "\xF0\x90\x80\x80");
    EXPECT_EQ(upper_bound("\U0010FFFF"), "none");
}

TEST(Parquet, RepeatedValuesStandInADictionary) {
    std::vector<Cell> cells;
    for (int i = 0; i < 10'000; ++i) {
        cells.emplace_back(std::string(i % 3 == 0 ? "apache-2.0" : "mit"));
    }
    const std::string file = file_of_one(kText, cells);
    const ReadParquet read(file);
    EXPECT_EQ(told(read.columns[0]), told(cells));
    EXPECT_EQ(read.pages(0, 0, 8), 1);
    EXPECT_EQ(read.pages(0, 0, 0), 0);
    EXPECT_LT(file.size(), 2000);
}

TEST(Parquet, ValuesThatAreAllDifferentStandPlainly) {
    std::vector<Cell> cells;
    for (std::int64_t i = 0; i < 10'000; ++i) {
        cells.emplace_back(i * i);
    }
    const std::string file = file_of_one(kWhole, cells);
    const ReadParquet read(file);
    EXPECT_EQ(told(read.columns[0]), told(cells));
    EXPECT_EQ(read.pages(0, 0, 8), 0);
    EXPECT_FALSE(read.chunk(0, 0).has(11));
}

TEST(Parquet, ADictionaryThatGrowsTooLargeIsLeft) {
    std::vector<Cell> cells;
    for (std::int64_t i = 0; i < 40'000; ++i) {
        cells.emplace_back("text number " + std::to_string(i < 20'000 ? i % 100 : i));
    }
    const std::string file =
        file_of_one(kText, cells, {.page_bytes = 16'384, .dictionary_bytes = 20'000});
    const ReadParquet read(file);
    EXPECT_EQ(told(read.columns[0]), told(cells));
    EXPECT_GT(read.pages(0, 0, 8), 1);
    EXPECT_GT(read.pages(0, 0, 0), 1);
    EXPECT_EQ(read.chunk(0, 0)[2].list.size(), 3);
}

TEST(Parquet, RowGroupsHave131072Rows) {
    std::vector<Cell> cells;
    for (std::int64_t i = 0; i < 131'073; ++i) {
        cells.emplace_back(i % 5 == 0 ? Cell() : Cell(i / 1000));
    }
    const std::string file = file_of_one(kWhole, cells);
    const ReadParquet read(file);
    ASSERT_THAT(read.footer[4].list, SizeIs(2));
    EXPECT_EQ(read.footer[4].list[0][3].number, 131'072);
    EXPECT_EQ(read.footer[4].list[1][3].number, 1);
    EXPECT_EQ(told(read.columns[0]), told(cells));
}

TEST(Parquet, ARowGroupEndsBeforeItTakesTooMuchMemory) {
    std::mt19937 random(1);
    std::vector<Cell> cells;
    for (int i = 0; i < 100; ++i) {
        std::string text;
        for (int j = 0; j < 1000; ++j) {
            text += static_cast<char>('a' + random() % 26);
        }
        cells.emplace_back(std::move(text));
    }
    const std::string file = file_of_one(kText, cells, {.group_bytes = 10'000, .page_bytes = 1}, 1);
    const ReadParquet read(file);
    EXPECT_GT(read.footer[4].list.size(), 4);
    EXPECT_EQ(told(read.columns[0]), told(cells));
}

TEST(Parquet, TextOfAnySortIsItself) {
    expect_read_back({{std::string("\xF0\x9F\x98\x80 \"quoted\", \r\n\t\x01\x7F \u202E"),
                       std::int64_t{1}, 1.0, std::int64_t{1}},
                      {std::string("a\0b", 3), std::int64_t{1}, 1.0, std::int64_t{1}},
                      {std::string(3'000'000, 'x'), std::int64_t{1}, 1.0, std::int64_t{1}}});
}

TEST(Parquet, AnyMixtureIsReadBackHoweverItIsCut) {
    for (unsigned seed = 0; seed < 30; ++seed) {
        std::mt19937 random(seed);
        const auto below = [&random](std::size_t most) { return random() % most; };
        const std::size_t variety = 1 + below(3) * below(3000);
        const std::size_t missing = below(3) * below(100);
        const std::size_t run = 1 + below(2) * below(40);
        std::vector<Row> rows;
        while (rows.size() < 5000) {
            Row row(4);
            const auto value = static_cast<std::int64_t>(below(variety));
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (below(100) >= missing) {
                    row[i] = i == 0   ? Cell("v" + std::to_string(value))
                             : i == 2 ? Cell(static_cast<double>(value) / 8)
                                      : Cell(value - 7);
                }
            }
            rows.insert(rows.end(), 1 + below(run), row);
        }
        SCOPED_TRACE(seed);
        expect_read_back(rows,
                         {.group_rows = 500 + below(3000),
                          .page_bytes = 1 + below(9000),
                          .dictionary_bytes = 1 + below(9000)},
                         1 + below(500));
    }
}

TEST(Parquet, TheSameRowsAreTheSameBytes) {
    const std::vector<Row> rows(
        3000, {std::string("a"), std::int64_t{-1}, Cell(), std::int64_t{1'600'000'000'000}});
    EXPECT_EQ(file_of(kColumns, rows), file_of(kColumns, rows));
}

TEST(Parquet, RowsOfOtherColumnsAreRefused) {
    std::ostringstream out;
    ParquetWriter writer(out, kColumns);
    EXPECT_THROW(writer.add(core::ColumnBatch({kText})), std::logic_error);
}

TEST(Parquet, AFailureToWriteShowsInTheStream) {
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    ParquetWriter writer(out, kColumns);
    writer.finish();
    EXPECT_TRUE(out.fail());
}

/// The example of the format's description: 1 to 7 in three bits each.
TEST(ParquetRuns, ArePackedFromTheLowestBitOn) {
    std::string bytes;
    append_runs(bytes, std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7}, 3);
    EXPECT_EQ(bytes, "\x03\x88\xC6\xFA");
}

TEST(ParquetRuns, OfOneNumberAreShort) {
    std::string bytes;
    append_runs(bytes, std::vector<std::uint32_t>(1000, 258), 9);
    EXPECT_EQ(bytes, std::string("\xD0\x0F\x02\x01", 4));
    bytes.clear();
    append_runs(bytes, std::vector<std::uint8_t>(1000, 1));
    EXPECT_EQ(bytes, std::string("\xD0\x0F\x01", 3));
}

TEST(ParquetRuns, BitsAreAsManyAsTheLargestTakes) {
    EXPECT_EQ(bits_for(0), 0U);
    EXPECT_EQ(bits_for(1), 1U);
    EXPECT_EQ(bits_for(255), 8U);
    EXPECT_EQ(bits_for(256), 9U);
    EXPECT_EQ(bits_for(0xFFFFFFFF), 32U);
}

}  // namespace
}  // namespace hubmine::output
