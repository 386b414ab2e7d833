#pragma once

#include "hubmine/analysis/entry.hpp"

namespace hubmine::analysis::trends {

/// The trends of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::trends
