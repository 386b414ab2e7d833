#pragma once

#include "hubmine/analysis/result.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::reproduce {

/// What the tables that were made say in words.
[[nodiscard]] std::vector<std::string> tell(const Result& result);

}  // namespace hubmine::analysis::reproduce
