#pragma once

#include "hubmine/core/table.hpp"

#include <string>
#include <string_view>

namespace hubmine::output {

/// Text for an attribute or an element of XML 1.0. Markup and white space that a reader would
/// normalise become references; control characters, which XML cannot hold at all, become their
/// pictures (U+2400..), so that two names that differ stay different.
[[nodiscard]] std::string xml_text(std::string_view text);

/// The cell with every digit, escaped; a missing one is empty.
[[nodiscard]] std::string xml_cell(const core::Cell& cell);

/// What GraphML and GEXF both call the type of a column.
[[nodiscard]] std::string_view xml_type(core::CellType type);

}  // namespace hubmine::output
