#pragma once

#include "hubmine/core/table.hpp"

#include "common/activities.hpp"

#include <span>
#include <string>
#include <vector>

namespace hubmine::analysis::activity {

/// What the tables of RQ1 say, in sentences like those of the study's section 4.1. Tables that are
/// not there are passed over. Of how many of the repositories a figure speaks stands beside it
/// where that is not all of them.
[[nodiscard]] std::vector<std::string> tell(const std::vector<core::Table>& tables,
                                            std::span<const KindActivities> kinds);

}  // namespace hubmine::analysis::activity
