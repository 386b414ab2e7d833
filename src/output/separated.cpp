#include "separated.hpp"

#include "hubmine/core/csv.hpp"

#include "cell_text.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
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

void end_field(std::ostream& out, bool last, char separator) {
    out << (last ? '\n' : separator);
}

void write_header(std::ostream& out, const core::Table& table, char separator) {
    const std::size_t width = table.columns().size();
    for (std::size_t i = 0; i < width; ++i) {
        write_field(out, table.columns()[i].name, separator);
        end_field(out, i + 1 == width, separator);
    }
}

}  // namespace

void write_separated(std::ostream& out, std::span<const core::Table> tables, const Style& style,
                     char separator) {
    if (tables.size() != 1) {
        throw std::logic_error("this format holds exactly one table");
    }
    const core::Table& table = tables.front();
    const std::size_t width = table.columns().size();
    if (style.bom) {
        out << "\xEF\xBB\xBF";
    }
    if (style.headers) {
        write_header(out, table, separator);
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto cells = table.row(row);
        for (std::size_t i = 0; i < width; ++i) {
            std::string text = exact_text(cells[i]);
            if (!style.raw_text && std::holds_alternative<std::string>(cells[i])) {
                text = core::with_formula_guard(std::move(text));
            }
            write_field(out, text, separator);
            end_field(out, i + 1 == width, separator);
        }
    }
}

}  // namespace hubmine::output
