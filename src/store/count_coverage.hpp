#pragma once

#include "hubmine/store/coverage.hpp"

#include "database.hpp"

#include <vector>

namespace hubmine::store {

/// As count_coverage() of a store does, over one of its connections.
[[nodiscard]] std::vector<Coverage> count_coverage(Database& database);

}  // namespace hubmine::store
