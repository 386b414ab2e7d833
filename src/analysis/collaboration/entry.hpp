#pragma once

#include "hubmine/analysis/entry.hpp"

#include "collaboration/settings.hpp"

namespace hubmine::analysis::collaboration {

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The rq2 of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::collaboration
