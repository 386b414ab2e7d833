#pragma once

#include "hubmine/output/format.hpp"

#include <ostream>
#include <span>

namespace hubmine::output {

/// The common part of csv and tsv: RFC 4180 with any separator, LF at the end of each record. A
/// field is quoted when it holds the separator, a quote, CR or LF, or has blanks around it. Text
/// columns are guarded against spreadsheet formulas unless the style says raw text.
void write_separated(std::ostream& out, std::span<const core::Table> tables, const Style& style,
                     char separator);

}  // namespace hubmine::output
