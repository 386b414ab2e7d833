#pragma once

#include "hubmine/store/history.hpp"

#include "dataset_loader.hpp"

#include <memory>

namespace hubmine::store {

/// Everything up to the plan's snapshot, read in one pass a table. Part of the caller's
/// transaction.
[[nodiscard]] std::shared_ptr<const History> load_history(Store& store, const LoadPlan& plan);

}  // namespace hubmine::store
