#pragma once

#include "hubmine/analysis/entry.hpp"

#include "adoption/tables.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::adoption {

/// The findings as sentences, in the order in which section 4.3 of the study tells them: each
/// sub-field's usage, who owns what is used, co-usage, and what usage goes together with. Figures
/// that no wanted table needed are left out.
[[nodiscard]] std::vector<std::string> tell(const Findings& findings, const Result& result);

}  // namespace hubmine::analysis::adoption
