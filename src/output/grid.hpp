#pragma once

#include "hubmine/core/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

/// Numbers stand to the right.
[[nodiscard]] inline bool stands_right(const core::Column& column) {
    return column.type == core::CellType::kInteger || column.type == core::CellType::kReal;
}

/// Cells of a table as text for a person, and how wide each column is.
struct Grid {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> widths;  ///< header counted when `with_header`
    std::vector<bool> right;          ///< as stands_right()
};

/// Without rows yet.
[[nodiscard]] Grid grid_of(const std::vector<core::Column>& columns, bool with_header);
void add_row(Grid& grid, const std::vector<core::Cell>& cells);

/// The text filled up with spaces to the width.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, bool right);

}  // namespace hubmine::output
