#include "snapshot_table.hpp"

#include "hubmine/core/table.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <variant>

namespace hubmine::cli {
namespace {

using core::Kind;

TEST(SnapshotTable, TellsWhatAWalkWasAskedFor) {
    store::Snapshot part{.snapshot_id = 2};
    part.scope = {.kinds = {Kind::kModel, Kind::kSpace}, .author = "google", .limit = 5};
    const core::Table table = snapshots_table({store::Snapshot{.snapshot_id = 1}, part});
    EXPECT_EQ(std::get<std::string>(table.row(0)[8]), "models,datasets,spaces");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table.row(0)[9]));
    EXPECT_EQ(std::get<std::string>(table.row(1)[8]), "models,spaces");
    EXPECT_EQ(std::get<std::string>(table.row(1)[9]), "google");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table.row(1)[10]));
    EXPECT_EQ(std::get<std::int64_t>(table.row(1)[11]), 5);
}

}  // namespace
}  // namespace hubmine::cli
