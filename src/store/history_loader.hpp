#pragma once

#include "hubmine/store/history.hpp"

#include "database.hpp"
#include "dataset_loader.hpp"

#include <memory>

namespace hubmine::store {

/// Everything up to the plan's snapshot, read in one pass a table. Part of the caller's
/// transaction.
[[nodiscard]] std::shared_ptr<const History> load_history(Database& database, const LoadPlan& plan);

}  // namespace hubmine::store
