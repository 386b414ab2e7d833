#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "rq1_activities.hpp"
#include "rq1_licenses.hpp"

#include <span>

namespace hubmine::analysis {

/// Every pair of a kind's activities; for models also within each class of licences.
[[nodiscard]] core::Table correlations_table(const core::Schema& schema,
                                             std::span<const KindActivities> kinds,
                                             const LicenseClasses& classes);

}  // namespace hubmine::analysis
