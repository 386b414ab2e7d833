#include "cell_text.hpp"
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

void write_header(std::ostream& out, const std::vector<core::Column>& columns) {
    std::vector<std::string> names;
    std::vector<std::string> rules;
    for (const core::Column& column : columns) {
        names.push_back(escaped(column.name));
        rules.emplace_back(stands_right(column) ? "---:" : "---");
    }
    write_line(out, names);
    write_line(out, rules);
}

void write_rows(std::ostream& out, const core::Table& rows) {
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
        std::vector<std::string> texts;
        for (const core::Cell& cell : rows.row(row)) {
            const std::string text = brief_text(cell);
            texts.push_back(stands_right(rows.columns()[texts.size()]) ? text : escaped(text));
        }
        write_line(out, texts);
    }
}

}  // namespace

void write_markdown(std::ostream& out, const Report& report, const Style& style) {
    for (std::size_t i = 0; i < report.tables.size(); ++i) {
        const core::TableStream& table = report.tables[i];
        out << (i == 0 ? "" : "\n");
        if (style.headers && report.tables.size() > 1) {
            out << "## " << escaped(table.name()) << "\n\n"
                << escaped(table.schema().help) << "\n\n";
        }
        if (style.headers) {
            write_header(out, table.schema().columns);
        }
        table.for_each_chunk([&out](const core::Table& rows) { write_rows(out, rows); });
    }
}

}  // namespace hubmine::output
