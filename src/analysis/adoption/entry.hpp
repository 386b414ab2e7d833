#pragma once

#include "hubmine/analysis/entry.hpp"

namespace hubmine::analysis::adoption {

/// RQ3 of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::adoption
