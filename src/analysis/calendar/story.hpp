#pragma once

#include "calendar/findings.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::calendar {

/// Who was active on how many days.
[[nodiscard]] std::vector<std::string> tell(const Findings& findings);

}  // namespace hubmine::analysis::calendar
