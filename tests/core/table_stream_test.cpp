#include "hubmine/core/table_stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace hubmine::core {
namespace {

Schema numbers() {
    return {.name = "numbers", .help = "", .columns = {{"n", CellType::kInteger}}};
}

TableStream counting(std::int64_t rows) {
    return TableStream(numbers(), [rows](RowSink& sink) {
        for (std::int64_t n = 0; n < rows; ++n) {
            sink.add_row({n});
        }
    });
}

TEST(TableStream, HandsOnEveryRowInOrderAndHoldsNoMoreThanAChunk) {
    constexpr std::int64_t kRows = 3 * RowSink::kChunkRows + 1;
    std::int64_t next = 0;
    std::size_t largest = 0;
    counting(kRows).for_each_chunk([&](const Table& chunk) {
        largest = std::max(largest, chunk.row_count());
        for (std::size_t row = 0; row < chunk.row_count(); ++row) {
            ASSERT_EQ(chunk.cell(row, 0), Cell(next++));
        }
    });
    EXPECT_EQ(next, kRows);
    EXPECT_EQ(largest, RowSink::kChunkRows);
}

TEST(TableStream, CanBeReadAgain) {
    const TableStream stream = counting(5);
    EXPECT_EQ(stream.gathered().row_count(), 5U);
    EXPECT_EQ(stream.gathered().cell(4, 0), Cell(std::int64_t{4}));
}

TEST(TableStream, OfATableInMemoryIsOneChunk) {
    Table table(numbers());
    for (std::size_t n = 0; n < RowSink::kChunkRows + 1; ++n) {
        table.add_row({static_cast<std::int64_t>(n)});
    }
    std::vector<std::size_t> chunks;
    const TableStream stream(std::move(table));
    stream.for_each_chunk([&](const Table& chunk) { chunks.push_back(chunk.row_count()); });
    EXPECT_EQ(chunks, std::vector<std::size_t>{RowSink::kChunkRows + 1});
    EXPECT_EQ(stream.name(), "numbers");
}

TEST(TableStream, WithoutRowsGivesNoChunk) {
    for (const TableStream& stream : {TableStream(Table(numbers())), counting(0)}) {
        stream.for_each_chunk([](const Table&) { FAIL() << "a chunk"; });
        EXPECT_EQ(stream.gathered().row_count(), 0U);
    }
}

TEST(TableStream, RefusesRowsThatBreakTheContract) {
    const TableStream stream(numbers(), [](RowSink& rows) { rows.add_row({std::string("one")}); });
    EXPECT_THROW(static_cast<void>(stream.gathered()), std::logic_error);
}

TEST(TableStream, StopsWhereTheReaderThrows) {
    std::int64_t made = 0;
    const TableStream stream(numbers(), [&made](RowSink& rows) {
        for (; made < 1'000'000; ++made) {
            rows.add_row({made});
        }
    });
    EXPECT_THROW(stream.for_each_chunk([](const Table&) { throw std::runtime_error("gone"); }),
                 std::runtime_error);
    EXPECT_LT(made, static_cast<std::int64_t>(RowSink::kChunkRows));
}

}  // namespace
}  // namespace hubmine::core
