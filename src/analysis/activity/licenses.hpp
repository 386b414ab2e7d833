#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "activity/settings.hpp"
#include "common/licenses.hpp"

namespace hubmine::analysis::activity {

void fill_licenses(const store::Dataset& data, const Settings& settings,
                   const LicenseClasses& classes, core::Table& table);

}  // namespace hubmine::analysis::activity
