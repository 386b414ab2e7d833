#include "hubmine/core/text.hpp"

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

/// Which rows a reader is shown: those of a ranking that stand among its first; of any other table
/// the first ones. Asked of every row in order.
class Shown {
  public:
    Shown(const std::vector<core::Column>& columns, const Style& style)
        : rank_(static_cast<std::size_t>(std::ranges::find(columns, "rank", &core::Column::name) -
                                         columns.begin())),
          ranks_(rank_ < columns.size()),
          most_(ranks_ ? style.first_ranks : style.first_rows) {}

    [[nodiscard]] bool operator()(const std::vector<core::Cell>& row) {
        ++rows_;
        if (most_ == 0) {
            return true;
        }
        const auto* const place = ranks_ ? std::get_if<std::int64_t>(&row[rank_]) : &rows_;
        return place == nullptr || *place <= most_;
    }

  private:
    std::size_t rank_;
    bool ranks_;
    std::int64_t most_;
    std::int64_t rows_ = 0;
};

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

void write_folded(std::ostream& out, Grid grid, const Style& style) {
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

/// How wide a column is, is known when its last row is: what is shown is gathered, as text.
void write_one(std::ostream& out, const core::TableStream& table, const Style& style) {
    Grid grid = grid_of(table.schema().columns, style.headers);
    Shown is_shown(table.schema().columns, style);
    std::size_t others = 0;
    table.for_each_chunk([&](const core::Table& rows) {
        for (std::size_t i = 0; i < rows.row_count(); ++i) {
            const std::vector<core::Cell> row = rows.row(i);
            if (is_shown(row)) {
                add_row(grid, row);
            } else {
                ++others;
            }
        }
    });
    write_folded(out, std::move(grid), style);
    if (others > 0) {
        out << fmt::format("… {} more, --top 0 for all\n", others);
    }
}

void write_sentences(std::ostream& out, const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) {
        out << core::printable(sentence) << '\n';
    }
    out << (sentences.empty() ? "" : "\n");
}

}  // namespace

void write_table(std::ostream& out, const Report& report, const Style& style) {
    if (style.headers) {
        write_sentences(out, report.sentences);
    }
    for (std::size_t i = 0; i < report.tables.size(); ++i) {
        const core::TableStream& table = report.tables[i];
        out << (i == 0 ? "" : "\n");
        if (style.headers && report.tables.size() > 1) {
            out << bold(table.name(), style.color) << ": " << table.schema().help << '\n';
        }
        write_one(out, table, style);
    }
}

}  // namespace hubmine::output
