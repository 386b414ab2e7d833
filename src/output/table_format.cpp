#include "formats.hpp"
#include "grid.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

namespace {

/// One line without trailing spaces.
std::string line_of(const Grid& grid, const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += i == 0 ? "" : "  ";
        line += padded(cells[i], grid.widths[i], grid.right[i]);
    }
    return line.erase(line.find_last_not_of(' ') + 1);
}

std::string bold(std::string_view text, bool color) {
    return color ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

void write_one(std::ostream& out, const core::Table& table, const Style& style) {
    const Grid grid = grid_of(table, style.headers);
    if (style.headers) {
        std::vector<std::string> rules;
        for (const std::size_t width : grid.widths) {
            rules.emplace_back(width, '-');
        }
        out << bold(line_of(grid, grid.header), style.color) << '\n';
        out << line_of(grid, rules) << '\n';
    }
    for (const auto& row : grid.rows) {
        out << line_of(grid, row) << '\n';
    }
}

}  // namespace

void write_table(std::ostream& out, std::span<const core::Table> tables, const Style& style) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
        out << (i == 0 ? "" : "\n");
        if (style.headers && tables.size() > 1) {
            out << bold(tables[i].name(), style.color) << ": " << tables[i].schema().help << '\n';
        }
        write_one(out, tables[i], style);
    }
}

}  // namespace hubmine::output
