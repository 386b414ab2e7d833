#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "activity/activities.hpp"
#include "activity/settings.hpp"
#include "common/licenses.hpp"

namespace hubmine::analysis::activity {

[[nodiscard]] core::Table licenses_table(const core::Schema& schema, const store::Dataset& data,
                                         const Settings& settings, const LicenseClasses& classes);

/// Models by the class of their licence, for every activity; `models` are the kind's activities.
[[nodiscard]] core::Table mann_whitney_table(const core::Schema& schema, const store::Dataset& data,
                                             const Settings& settings,
                                             const LicenseClasses& classes,
                                             const KindActivities& models);

}  // namespace hubmine::analysis::activity
