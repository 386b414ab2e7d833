#pragma once

#include "hubmine/analysis/entry.hpp"

#include "calendar/settings.hpp"

namespace hubmine::analysis::calendar {

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The calendar of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::calendar
