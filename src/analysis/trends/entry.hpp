#pragma once

#include "hubmine/analysis/entry.hpp"

#include "trends/settings.hpp"

namespace hubmine::analysis::trends {

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The trends of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::trends
