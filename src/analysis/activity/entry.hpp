#pragma once

#include "hubmine/analysis/entry.hpp"

namespace hubmine::analysis::activity {

/// RQ1 of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::activity
