#pragma once

#include "grid.hpp"

#include <cstddef>
#include <vector>

namespace hubmine::output {

/// Columns of the terminal that a line of the grid takes.
[[nodiscard]] std::size_t line_width(const Grid& grid);

/// A grid with a header, made to fit a terminal: itself where it does; turned on its side (a line a
/// column) where there are few rows; else in blocks of columns, each of which begins with the
/// columns that tell the rows apart. Nothing is cut: what is wider by itself wraps.
[[nodiscard]] std::vector<Grid> folded(Grid grid, std::size_t width);

}  // namespace hubmine::output
