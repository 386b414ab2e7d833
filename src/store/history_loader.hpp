#pragma once

#include "hubmine/store/history.hpp"

#include "load_plan.hpp"

#include <memory>

namespace hubmine::store {

/// Everything up to the plan's snapshot. Its repositories are read when somebody visits them, from
/// the state of the store that `reading` keeps open.
[[nodiscard]] History load_history(const std::shared_ptr<Reading>& reading);

}  // namespace hubmine::store
