#pragma once

#include "hubmine/analysis/catalogue.hpp"

namespace hubmine::analysis {

/// RQ2 of the catalogue.
[[nodiscard]] Entry rq2_entry();

}  // namespace hubmine::analysis
