#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "activity/activities.hpp"
#include "activity/licenses.hpp"

#include <span>

namespace hubmine::analysis::activity {

/// Every pair of a kind's activities; for models also within each class of licences.
[[nodiscard]] core::Table correlations_table(const core::Schema& schema,
                                             std::span<const KindActivities> kinds,
                                             const LicenseClasses& classes);

}  // namespace hubmine::analysis::activity
