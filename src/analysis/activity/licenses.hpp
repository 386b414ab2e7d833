#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "activity/settings.hpp"
#include "common/activities.hpp"
#include "common/licenses.hpp"

namespace hubmine::analysis::activity {

void fill_licenses(const store::Dataset& data, const Settings& settings,
                   const LicenseClasses& classes, core::Table& table);

/// Models by the class of their licence, for every activity; `models` are the kind's activities.
void fill_mann_whitney(const store::Dataset& data, const Settings& settings,
                       const LicenseClasses& classes, const KindActivities& models,
                       core::Table& table);

}  // namespace hubmine::analysis::activity
