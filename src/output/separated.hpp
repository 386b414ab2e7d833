#pragma once

#include "hubmine/core/table_stream.hpp"
#include "hubmine/output/format.hpp"

#include <cstddef>
#include <ostream>
#include <string>

/// The common part of csv and tsv: RFC 4180 with any separator, LF at the end of each record. A
/// field is quoted when it holds the separator, a quote, CR or LF, or has blanks around it. Text
/// columns are guarded against spreadsheet formulas unless the style says raw text.
namespace hubmine::output {

/// What stands above the rows: the byte order mark and the header, where the style asks for them.
void begin_separated(std::ostream& out, const core::Schema& schema, const Style& style,
                     char separator);

void write_separated_rows(std::ostream& out, const core::Table& rows, const Style& style,
                          char separator);

/// Says so where the table has more rows than a spreadsheet shows.
void warn_of_many_rows(const std::string& table, std::size_t rows, const Style& style);

/// All of it, of a table whose rows may be many.
void write_separated(std::ostream& out, const core::TableStream& table, const Style& style,
                     char separator);

}  // namespace hubmine::output
