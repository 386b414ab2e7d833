#pragma once

#include "lineage/findings.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::lineage {

/// What was found in a sentence, as far as the wanted tables needed it.
[[nodiscard]] std::vector<std::string> tell(const Findings& findings);

}  // namespace hubmine::analysis::lineage
