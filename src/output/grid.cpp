#include "grid.hpp"

#include "hubmine/core/display.hpp"

#include "cell_text.hpp"

#include <algorithm>

namespace hubmine::output {

Grid grid_of(const std::vector<core::Column>& columns, bool with_header) {
    Grid grid;
    for (const core::Column& column : columns) {
        grid.header.push_back(column.name);
        grid.widths.push_back(with_header ? core::display_width(column.name) : 0);
        grid.right.push_back(stands_right(column));
    }
    return grid;
}

void add_row(Grid& grid, const std::vector<core::Cell>& cells) {
    std::vector<std::string>& texts = grid.rows.emplace_back();
    for (const core::Cell& cell : cells) {
        texts.push_back(brief_text(cell));
        std::size_t& width = grid.widths[texts.size() - 1];
        width = std::max(width, core::display_width(texts.back()));
    }
}

std::string padded(std::string_view text, std::size_t width, bool right) {
    const std::size_t used = core::display_width(text);
    const std::string space(width > used ? width - used : 0, ' ');
    return right ? space + std::string(text) : std::string(text) + space;
}

}  // namespace hubmine::output
