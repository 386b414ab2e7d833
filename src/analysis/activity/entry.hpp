#pragma once

#include "hubmine/analysis/entry.hpp"

#include "activity/settings.hpp"

namespace hubmine::analysis::activity {

/// What it reads of a store.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The rq1 of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::activity
