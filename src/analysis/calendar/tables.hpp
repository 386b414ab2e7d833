#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table_stream.hpp"

#include "calendar/findings.hpp"
#include "common/table_row.hpp"

#include <vector>

namespace hubmine::analysis::calendar {

/// Who was active, and how steadily.
void fill_activity(const Findings& findings, core::Table& table);
/// When they were.
void fill_calendar(const Findings& findings, core::RowSink& rows);

/// The tables, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::calendar
