#pragma once

#include "hubmine/analysis/entry.hpp"

#include "sizes/settings.hpp"

namespace hubmine::analysis::sizes {

[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The sizes of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::sizes
