#pragma once

#include "hubmine/core/table.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace hubmine::output {

/// The cell for a person: six significant digits, control characters made visible.
[[nodiscard]] std::string brief_text(const core::Cell& cell);

/// The text as a JSON string, quotes included.
void write_json_string(std::ostream& out, std::string_view text);

/// One row as a JSON object in one line, columns in their order, missing cells as null.
void write_json_record(std::ostream& out, const core::Table& table, std::size_t row);

}  // namespace hubmine::output
