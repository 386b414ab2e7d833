#include "grid.hpp"

#include "hubmine/core/display.hpp"

#include "cell_text.hpp"

#include <algorithm>
#include <utility>

namespace hubmine::output {

Grid grid_of(const core::Table& table, bool with_header) {
    Grid grid;
    for (const core::Column& column : table.columns()) {
        grid.header.push_back(column.name);
        grid.widths.push_back(with_header ? core::display_width(column.name) : 0);
        grid.right.push_back(column.type != core::CellType::kText);
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        std::vector<std::string> texts;
        for (const core::Cell& cell : table.row(row)) {
            texts.push_back(brief_text(cell));
            std::size_t& width = grid.widths[texts.size() - 1];
            width = std::max(width, core::display_width(texts.back()));
        }
        grid.rows.push_back(std::move(texts));
    }
    return grid;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
    const std::size_t used = core::display_width(text);
    const std::string space(width > used ? width - used : 0, ' ');
    return right ? space + std::string(text) : std::string(text) + space;
}

}  // namespace hubmine::output
