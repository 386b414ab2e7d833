#include "hubmine/core/table.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace hubmine::core {
namespace {

Table small() {
    return Table(
        {.name = "t",
         .help = "",
         .columns = {
             {"name", CellType::kText}, {"n", CellType::kInteger}, {"x", CellType::kReal}}});
}

TEST(Table, KeepsRowsInOrder) {
    Table table = small();
    table.add_row({std::string("a"), std::int64_t{1}, 0.5});
    table.add_row({std::string("b"), Cell(), std::int64_t{2}});
    ASSERT_EQ(table.row_count(), 2U);
    EXPECT_EQ(std::get<std::string>(table.row(1)[0]), "b");
    EXPECT_EQ(std::get<double>(table.row(1)[2]), 2.0);
}

TEST(Table, MissingIsNeitherZeroNorEmpty) {
    Table table = small();
    table.add_row({Cell(), Cell(), Cell()});
    table.add_row({std::string(), std::int64_t{0}, 0.0});
    EXPECT_EQ(table.row(0), std::vector<Cell>(3));
    EXPECT_EQ(table.row(1), (std::vector<Cell>{std::string(), std::int64_t{0}, 0.0}));
    EXPECT_EQ(table.cell(1, 0), Cell(std::string()));
}

TEST(Table, WhatIsNotFiniteIsMissing) {
    Table table = small();
    table.add_row({std::string("a"), std::int64_t{1}, std::numeric_limits<double>::quiet_NaN()});
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table.row(0)[2]));
}

TEST(Table, MayBeFilledAnew) {
    Table table = small();
    table.add_row({std::string("a"), std::int64_t{1}, Cell()});
    table.clear();
    EXPECT_EQ(table.row_count(), 0U);
    table.add_row({std::string("b"), Cell(), 0.5});
    EXPECT_EQ(table.row(0), (std::vector<Cell>{std::string("b"), Cell(), 0.5}));
}

TEST(Table, RefusesRowsThatBreakTheContract) {
    Table table = small();
    EXPECT_THROW(table.add_row({std::string("a")}), std::logic_error);
    EXPECT_THROW(table.add_row({std::int64_t{1}, std::int64_t{1}, 0.5}), std::logic_error);
}

}  // namespace
}  // namespace hubmine::core
