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
                       text.find(separator) == std::string_view::npos;
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

}  // namespace

void write_separated(std::ostream& out, std::span<const core::Table> tables, const Style& style,
                     char separator) {
    if (tables.size() != 1) {
        throw std::logic_error("this format holds exactly one table");
    }
    const core::Table& table = tables.front();
    const std::size_t width = table.columns().size();
    if (style.headers) {
        for (std::size_t i = 0; i < width; ++i) {
            write_field(out, table.columns()[i].name, separator);
            out << (i + 1 == width ? '\n' : separator);
        }
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto cells = table.row(row);
        for (std::size_t i = 0; i < width; ++i) {
            std::string text = exact_text(cells[i]);
            if (!style.raw_text && std::holds_alternative<std::string>(cells[i])) {
                text = core::with_formula_guard(std::move(text));
            }
            write_field(out, text, separator);
            out << (i + 1 == width ? '\n' : separator);
        }
    }
}

}  // namespace hubmine::output
