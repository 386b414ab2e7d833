#pragma once

#include "hubmine/analysis/catalogue.hpp"

namespace hubmine::analysis {

/// The trends of the catalogue.
[[nodiscard]] Entry trends_entry();

}  // namespace hubmine::analysis
