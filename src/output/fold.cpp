#include "fold.hpp"

#include "hubmine/core/display.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace hubmine::output {

namespace {

constexpr std::size_t kGap = 2;
/// So many rows are read with more ease on their side than in blocks.
constexpr std::size_t kFewRows = 3;

Grid on_its_side(const Grid& grid) {
    Grid turned;
    const auto line = [&grid](std::size_t column) {
        std::vector<std::string> cells{grid.header[column]};
        for (const auto& row : grid.rows) {
            cells.push_back(row[column]);
        }
        return cells;
    };
    turned.header = line(0);
    turned.right.assign(turned.header.size(), false);
    for (std::size_t column = 1; column < grid.header.size(); ++column) {
        turned.rows.push_back(line(column));
    }
    for (std::size_t i = 0; i < turned.header.size(); ++i) {
        std::size_t& widest = turned.widths.emplace_back(core::display_width(turned.header[i]));
        for (const auto& row : turned.rows) {
            widest = std::max(widest, core::display_width(row[i]));
        }
    }
    return turned;
}

/// The fewest columns from the left that no two rows share, or what two thirds of the width
/// hold of them; one at least.
std::size_t key_columns(const Grid& grid, std::size_t width) {
    std::size_t used = grid.widths.front();
    for (std::size_t key = 1; key < grid.header.size(); ++key) {
        std::set<std::vector<std::string>> seen;
        for (const auto& row : grid.rows) {
            seen.emplace(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(key));
        }
        used += kGap + grid.widths[key];
        if (seen.size() == grid.rows.size() || used > 2 * width / 3) {
            return key;
        }
    }
    return 1;
}

Grid chosen(const Grid& grid, const std::vector<std::size_t>& columns) {
    Grid part;
    for (const std::size_t column : columns) {
        part.header.push_back(grid.header[column]);
        part.widths.push_back(grid.widths[column]);
        part.right.push_back(grid.right[column]);
    }
    for (const auto& row : grid.rows) {
        auto& cells = part.rows.emplace_back();
        for (const std::size_t column : columns) {
            cells.push_back(row[column]);
        }
    }
    return part;
}

std::vector<Grid> in_blocks(const Grid& grid, std::size_t width) {
    std::vector<std::size_t> key(key_columns(grid, width));
    std::iota(key.begin(), key.end(), std::size_t{0});
    std::vector<Grid> blocks;
    std::vector<std::size_t> columns = key;
    for (std::size_t column = key.size(); column < grid.header.size(); ++column) {
        columns.push_back(column);
        if (columns.size() > key.size() + 1 && line_width(chosen(grid, columns)) > width) {
            columns.pop_back();
            blocks.push_back(chosen(grid, columns));
            columns = key;
            columns.push_back(column);
        }
    }
    blocks.push_back(chosen(grid, columns));
    return blocks;
}

}  // namespace

std::size_t line_width(const Grid& grid) {
    return std::accumulate(grid.widths.begin(), grid.widths.end(), std::size_t{0}) +
           kGap * (std::max<std::size_t>(grid.widths.size(), 1) - 1);
}

std::vector<Grid> folded(Grid grid, std::size_t width) {
    if (line_width(grid) <= width || grid.header.size() < 2) {
        std::vector<Grid> whole;
        whole.push_back(std::move(grid));
        return whole;
    }
    if (!grid.rows.empty() && grid.rows.size() <= kFewRows) {
        Grid turned = on_its_side(grid);
        if (grid.rows.size() == 1 || line_width(turned) <= width) {
            std::vector<Grid> whole;
            whole.push_back(std::move(turned));
            return whole;
        }
    }
    return in_blocks(grid, width);
}

}  // namespace hubmine::output
