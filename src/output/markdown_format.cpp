#include "formats.hpp"
#include "grid.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

namespace {

/// What markdown would read as a mark of its own.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\|*_`<>[]").find(c) != std::string_view::npos) {
            result += '\\';
        }
        result += c;
    }
    return result;
}

void write_line(std::ostream& out, const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) {
        out << "| " << cell << (cell.empty() ? "" : " ");
    }
    out << "|\n";
}

void write_pipes(std::ostream& out, const core::Table& table, const Style& style) {
    Grid grid = grid_of(table, style.headers);
    if (style.headers) {
        std::vector<std::string> rules;
        for (std::size_t i = 0; i < grid.header.size(); ++i) {
            grid.header[i] = escaped(grid.header[i]);
            rules.emplace_back(grid.right[i] ? "---:" : "---");
        }
        write_line(out, grid.header);
        write_line(out, rules);
    }
    for (auto& row : grid.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = grid.right[i] ? row[i] : escaped(row[i]);
        }
        write_line(out, row);
    }
}

}  // namespace

void write_markdown(std::ostream& out, std::span<const core::Table> tables, const Style& style) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
        out << (i == 0 ? "" : "\n");
        if (style.headers && tables.size() > 1) {
            out << "## " << escaped(tables[i].name()) << "\n\n"
                << escaped(tables[i].schema().help) << "\n\n";
        }
        write_pipes(out, tables[i], style);
    }
}

}  // namespace hubmine::output
