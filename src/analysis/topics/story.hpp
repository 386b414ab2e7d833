#pragma once

#include "topics/findings.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::topics {

/// The sentences above the tables.
[[nodiscard]] std::vector<std::string> tell(const Findings& findings);

}  // namespace hubmine::analysis::topics
