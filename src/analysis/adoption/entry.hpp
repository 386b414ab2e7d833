#pragma once

#include "hubmine/analysis/entry.hpp"

#include "adoption/settings.hpp"

namespace hubmine::analysis::adoption {

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The rq3 of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::adoption
