#pragma once

#include "hubmine/core/table.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis {

/// What the tables of RQ1 say, in sentences like those of the study's section 4.1. Tables that are
/// not there are passed over.
[[nodiscard]] std::vector<std::string> rq1_sentences(const std::vector<core::Table>& tables);

}  // namespace hubmine::analysis
