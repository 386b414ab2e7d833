#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/store/snapshots.hpp"

#include <vector>

namespace hubmine::cli {

/// `snapshots`: walks of the lists and imports, oldest first.
[[nodiscard]] const core::Schema& snapshots_schema();
[[nodiscard]] core::Table snapshots_table(const std::vector<store::Snapshot>& snapshots);

}  // namespace hubmine::cli
