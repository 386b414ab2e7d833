#pragma once

#include "hubmine/core/figure.hpp"

#include <vector>

namespace hubmine::analysis::adoption {

/// What is drawn of the wing's tables.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::adoption
