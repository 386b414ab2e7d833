#pragma once

#include "hubmine/analysis/entry.hpp"

#include "topics/settings.hpp"

namespace hubmine::analysis::topics {

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The topics of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::topics
