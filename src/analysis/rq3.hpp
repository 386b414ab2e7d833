#pragma once

#include "hubmine/analysis/catalogue.hpp"

namespace hubmine::analysis {

/// RQ3 of the catalogue.
[[nodiscard]] Entry rq3_entry();

}  // namespace hubmine::analysis
