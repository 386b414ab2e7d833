#include "fold.hpp"
#include "formats.hpp"
#include "grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
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

/// The rows of a ranking that stand among its first; of any other table the first ones.
core::Table first_of(const core::Table& table, const Style& style) {
    const auto& columns = table.columns();
    const auto rank = static_cast<std::size_t>(
        std::ranges::find(columns, "rank", &core::Column::name) - columns.begin());
    const bool ranks = rank < columns.size();
    const std::int64_t most = ranks ? style.first_ranks : style.first_rows;
    if (most == 0) {
        return table;
    }
    core::Table first(table.schema());
    for (std::size_t i = 0; i < table.row_count(); ++i) {
        const auto row = table.row(i);
        const auto* place = ranks ? std::get_if<std::int64_t>(&row[rank]) : nullptr;
        const bool stays =
            !ranks ? i < static_cast<std::size_t>(most) : place == nullptr || *place <= most;
        if (stays) {
            first.add_row(row);
        }
    }
    return first;
}

void write_grid(std::ostream& out, const Grid& grid, const Style& style) {
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

void write_rows(std::ostream& out, const core::Table& table, const Style& style) {
    Grid grid = grid_of(table, style.headers);
    if (style.width == 0 || !style.headers) {
        write_grid(out, grid, style);
        return;
    }
    bool begun = false;
    for (const Grid& block : folded(std::move(grid), style.width)) {
        out << (begun ? "\n" : "");
        write_grid(out, block, style);
        begun = true;
    }
}

void write_first(std::ostream& out, const core::Table& table, const Style& style) {
    if (style.first_ranks == 0 && style.first_rows == 0) {
        write_rows(out, table, style);
        return;
    }
    const core::Table first = first_of(table, style);
    write_rows(out, first, style);
    if (const std::size_t others = table.row_count() - first.row_count(); others > 0) {
        out << fmt::format("… {} more, --top 0 for all\n", others);
    }
}

}  // namespace

void write_table(std::ostream& out, std::span<const core::Table> tables, const Style& style) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
        out << (i == 0 ? "" : "\n");
        if (style.headers && tables.size() > 1) {
            out << bold(tables[i].name(), style.color) << ": " << tables[i].schema().help << '\n';
        }
        write_first(out, tables[i], style);
    }
}

}  // namespace hubmine::output
