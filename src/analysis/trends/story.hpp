#pragma once

#include "trends/findings.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::trends {

/// How far what tells its own date reaches back before the first walk.
void tell_dated(const Findings& findings, std::vector<std::string>& sentences);
/// How much of what is used most is old.
void tell_legacy(const Findings& findings, std::vector<std::string>& sentences);
/// How fast the Hub answered what it likes most.
void tell_response(const Findings& findings, std::vector<std::string>& sentences);

}  // namespace hubmine::analysis::trends
