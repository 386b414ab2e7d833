#pragma once

#include "hubmine/core/figure.hpp"

#include "common/table_row.hpp"
#include "reproduce/findings.hpp"

#include <vector>

namespace hubmine::analysis::reproduce {

/// The tables of the comparison, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::reproduce
