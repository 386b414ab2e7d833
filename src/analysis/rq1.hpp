#pragma once

#include "hubmine/analysis/catalogue.hpp"

namespace hubmine::analysis {

/// RQ1 of the catalogue.
[[nodiscard]] Entry rq1_entry();

}  // namespace hubmine::analysis
