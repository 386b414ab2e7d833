#include "common/table_row.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

namespace hubmine::analysis {
namespace {

using ::testing::ElementsAre;

struct Findings {
    std::int64_t rows = 0;
    mutable std::int64_t made = 0;
};

void fill_long(const Findings& findings, core::RowSink& rows) {
    for (std::int64_t n = 0; n < findings.rows; ++n) {
        ++findings.made;
        rows.add_row({n});
    }
}

void fill_short(const Findings& findings, core::Table& table) {
    ++findings.made;
    table.add_row({findings.rows});
}

void fill_with_a_word(const Findings& findings, core::Table& table, Result& remarks) {
    fill_short(findings, table);
    remarks.warnings.emplace_back("careful");
}

TableRows<Findings> rows_of(Fill<Findings> fill) {
    return {{.schema = {.name = "t", .columns = {{"n", core::CellType::kInteger}}},
             .fill = std::move(fill)}};
}

TEST(TableRow, ALongTableIsMadeWhileItIsReadAndKeepsItsFindings) {
    auto findings = std::make_shared<const Findings>(Findings{.rows = 5});
    Result result;
    fill_wanted(rows_of(fill_long), {}, findings, result);
    ASSERT_EQ(result.tables.size(), 1U);
    EXPECT_EQ(findings->made, 0);
    findings.reset();
    EXPECT_EQ(result.tables.front().gathered().row_count(), 5U);
}

TEST(TableRow, AShortTableIsMadeAtOnce) {
    const auto findings = std::make_shared<const Findings>(Findings{.rows = 5});
    Result result;
    fill_wanted(rows_of(fill_short), {}, findings, result);
    EXPECT_EQ(findings->made, 1);
    EXPECT_EQ(result.tables.front().gathered().cell(0, 0), core::Cell(std::int64_t{5}));
    EXPECT_EQ(findings->made, 1);
}

TEST(TableRow, WhatATableSaysOfItselfIsSaidAtOnce) {
    const auto findings = std::make_shared<const Findings>();
    Result result;
    fill_wanted(rows_of(fill_with_a_word), {}, findings, result);
    EXPECT_THAT(result.warnings, ElementsAre("careful"));
}

TEST(TableRow, WhatIsNotWantedIsNotMade) {
    const auto findings = std::make_shared<const Findings>();
    Settings settings;
    settings.tables = {"another"};
    Result result;
    fill_wanted(rows_of(fill_short), settings, findings, result);
    EXPECT_TRUE(result.tables.empty());
    EXPECT_EQ(findings->made, 0);
}

}  // namespace
}  // namespace hubmine::analysis
