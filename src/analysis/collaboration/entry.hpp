#pragma once

#include "hubmine/analysis/entry.hpp"

namespace hubmine::analysis::collaboration {

/// RQ2 of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::collaboration
