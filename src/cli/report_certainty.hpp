#pragma once

#include "hubmine/output/page.hpp"
#include "hubmine/store/dataset.hpp"

#include "report_parts.hpp"

#include <vector>

namespace hubmine::cli {

/// How sure the numbers of a report are: what was read of each sort, as of when, whose acts count,
/// and what a number without an interval means. Needs the coverage, and the notes of the answers.
[[nodiscard]] output::PageBlock certainty_block(const store::Dataset& data,
                                                const std::vector<Asked>& asked);

}  // namespace hubmine::cli
