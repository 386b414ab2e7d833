#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/activities.hpp"
#include "common/licenses.hpp"

#include <span>

namespace hubmine::analysis::activity {

/// Every pair of a kind's activities; for models also within each class of licences.
void fill_correlations(std::span<const KindActivities> kinds, const LicenseClasses& classes,
                       core::Table& table);

}  // namespace hubmine::analysis::activity
