#pragma once

#include "hubmine/analysis/result.hpp"

#include "roles/findings.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::roles {

/// The reading of the tables that were made, a sentence a kind.
[[nodiscard]] std::vector<std::string> tell(const Findings& findings, const Result& result);

}  // namespace hubmine::analysis::roles
