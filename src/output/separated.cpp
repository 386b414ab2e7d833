#include "separated.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace hubmine::output {

namespace {

void write_field(std::ostream& out, std::string_view text, char separator) {
    const bool plain = text.find_first_of("\"\r\n") == std::string_view::npos &&
                       text.find(separator) == std::string_view::npos &&
                       core::without_blanks(text) == text;
    if (plain) {
        out << text;
        return;
    }
    out << '"';
    for (const char c : text) {
        out << (c == '"' ? "\"\"" : std::string_view(&c, 1));
    }
    out << '"';
}

/// The cell's text as the style wants it.
std::string field_text(const core::Cell& cell, const Style& style) {
    std::string text = core::exact_text(cell);
    if (std::holds_alternative<double>(cell)) {
        std::replace(text.begin(), text.end(), '.', style.decimal);
    } else if (!style.raw_text && std::holds_alternative<std::string>(cell)) {
        text = core::with_formula_guard(std::move(text));
    }
    return text;
}

void end_field(std::ostream& out, bool last, char separator) {
    out << (last ? '\n' : separator);
}

}  // namespace

void begin_separated(std::ostream& out, const core::Schema& schema, const Style& style,
                     char separator) {
    if (style.bom) {
        out << "\xEF\xBB\xBF";
    }
    const std::size_t width = style.headers ? schema.columns.size() : 0;
    for (std::size_t i = 0; i < width; ++i) {
        write_field(out, schema.columns[i].name, separator);
        end_field(out, i + 1 == width, separator);
    }
}

void write_separated_rows(std::ostream& out, const core::Table& rows, const Style& style,
                          char separator) {
    const std::size_t width = rows.columns().size();
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
        const auto cells = rows.row(row);
        for (std::size_t i = 0; i < width; ++i) {
            write_field(out, field_text(cells[i], style), separator);
            end_field(out, i + 1 == width, separator);
        }
    }
}

void warn_of_many_rows(const std::string& table, std::size_t rows, const Style& style) {
    const std::int64_t shown = style.sheet_rows - (style.headers ? 1 : 0);
    const auto all = static_cast<std::int64_t>(rows);
    if (all > shown && style.warn) {
        style.warn(
            fmt::format("{} has {} rows: a spreadsheet shows the first {} and drops the others",
                        table, core::grouped(all), core::grouped(shown)));
    }
}

void write_separated(std::ostream& out, const core::TableStream& table, const Style& style,
                     char separator) {
    begin_separated(out, table.schema(), style, separator);
    std::size_t count = 0;
    table.for_each_chunk([&](const core::Table& rows) {
        write_separated_rows(out, rows, style, separator);
        count += rows.row_count();
    });
    warn_of_many_rows(table.name(), count, style);
}

}  // namespace hubmine::output
