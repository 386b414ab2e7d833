#pragma once

#include "hubmine/store/coverage.hpp"

#include "database.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace hubmine::store {

/// As count_coverage() of a store does, over one of its connections.
[[nodiscard]] std::vector<Coverage> count_coverage(Database& database);

/// Whether more than lists was ever asked for.
[[nodiscard]] bool has_asked_for_details(Database& database);
/// As count_coverage() where that is not so: how many repositories of each kind are present is
/// known, and their table is not read.
[[nodiscard]] std::vector<Coverage> coverage_of_lists(Database& database,
                                                      const std::array<std::int64_t, 3>& present);

}  // namespace hubmine::store
