#pragma once

#include "organisations/findings.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::organisations {

/// What the tables say in words, a sentence a kind; as much of it as the wanted tables tell.
[[nodiscard]] std::vector<std::string> tell(const Findings& findings, const Result& result);

}  // namespace hubmine::analysis::organisations
