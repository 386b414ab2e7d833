#include "hubmine/core/column_batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace hubmine::core {
namespace {

using testing::ElementsAre;

const Schema kSchema{.name = "t",
                     .help = "",
                     .columns = {{"text", CellType::kText},
                                 {"whole", CellType::kInteger},
                                 {"real", CellType::kReal},
                                 {"time", CellType::kText, "", Unit::kTime}}};

TEST(ColumnBatch, AColumnOfTimesHoldsMoments) {
    EXPECT_EQ(batch_type(kSchema.columns[0]), BatchType::kText);
    EXPECT_EQ(batch_type(kSchema.columns[1]), BatchType::kInteger);
    EXPECT_EQ(batch_type(kSchema.columns[2]), BatchType::kReal);
    EXPECT_EQ(batch_type(kSchema.columns[3]), BatchType::kTime);
    EXPECT_THROW(static_cast<void>(batch_type({"any", CellType::kAny})), std::logic_error);
}

TEST(ColumnBatch, MissingValuesLeaveNoGap) {
    BatchColumn column(BatchType::kInteger);
    column.add_integer(7);
    column.add_missing();
    column.add_integer(9);
    EXPECT_THAT(column.present(), ElementsAre(1, 0, 1));
    EXPECT_THAT(column.integers(), ElementsAre(7, 9));
    column.clear();
    EXPECT_TRUE(column.present().empty());
    EXPECT_TRUE(column.integers().empty());
}

TEST(ColumnBatch, IsATableOfCellsForWhoeverWantsThem) {
    const BatchStream stream{.schema = kSchema, .read = [](const TakeBatch& take) {
                                 ColumnBatch batch(kSchema.columns);
                                 batch.columns()[0].add_text("");
                                 batch.columns()[1].add_integer(-1);
                                 batch.columns()[2].add_real(0.5);
                                 batch.columns()[3].add_integer(1);
                                 take(batch);
                                 batch.clear();
                                 for (BatchColumn& column : batch.columns()) {
                                     column.add_missing();
                                 }
                                 take(batch);
                             }};
    const TableStream table = table_of(stream);
    EXPECT_EQ(table.name(), "t");
    for (int again = 0; again < 2; ++again) {
        const Table rows = table.gathered();
        ASSERT_EQ(rows.row_count(), 2U);
        EXPECT_THAT(rows.row(0), ElementsAre(Cell(std::string()), Cell(std::int64_t{-1}), Cell(0.5),
                                             Cell(std::string("1970-01-01T00:00:00.001Z"))));
        EXPECT_THAT(rows.row(1), ElementsAre(Cell(), Cell(), Cell(), Cell()));
    }
}

}  // namespace
}  // namespace hubmine::core
