#pragma once

#include "hubmine/analysis/entry.hpp"

#include "lineage/settings.hpp"

namespace hubmine::analysis::lineage {

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The lineage of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::lineage
