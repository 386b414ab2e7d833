#pragma once

#include "hubmine/analysis/entry.hpp"

namespace hubmine::analysis::reproduce {

/// The study's printed figures beside those of a store.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::reproduce
