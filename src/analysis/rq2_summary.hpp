#pragma once

#include "rq2_tables.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::rq2 {

/// What a network says, in sentences like those of the study's section on collaboration; only what
/// was measured.
void summarise(const Findings& findings, std::vector<std::string>& sentences);

}  // namespace hubmine::analysis::rq2
