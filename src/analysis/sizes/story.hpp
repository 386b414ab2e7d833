#pragma once

#include "hubmine/analysis/result.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::sizes {

/// The findings as sentences, of the tables that were made.
[[nodiscard]] std::vector<std::string> tell(const Result& result);

}  // namespace hubmine::analysis::sizes
