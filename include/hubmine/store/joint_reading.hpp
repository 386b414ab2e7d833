#pragma once

#include "hubmine/store/dataset.hpp"

#include <vector>

namespace hubmine::store {

/// What several readings of one snapshot want together, so that the store is read once for all.
/// Throws std::logic_error for those that one Dataset cannot serve: other snapshots, times or
/// periods of commits, or two makers of marks of titles.
[[nodiscard]] DatasetOptions joint_reading(const std::vector<DatasetOptions>& readings);

}  // namespace hubmine::store
