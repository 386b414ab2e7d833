#include "cell_text.hpp"

#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <variant>

namespace hubmine::output {

std::string brief_text(const core::Cell& cell) {
    if (const auto* real = std::get_if<double>(&cell)) {
        return fmt::format("{:.6g}", *real);
    }
    return core::printable(core::exact_text(cell));
}

void write_json_string(std::ostream& out, std::string_view text) {
    std::string escaped = "\"";
    for (const char c : core::sanitize_utf8(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            escaped += '\\';
            escaped += c;
        } else if (c == '\n') {
            escaped += "\\n";
        } else if (c == '\t') {
            escaped += "\\t";
        } else if (byte < 0x20U) {
            escaped += fmt::format("\\u{:04x}", byte);
        } else {
            escaped += c;
        }
    }
    escaped += '"';
    out << escaped;
}

void write_json_record(std::ostream& out, const core::Table& table, std::size_t row) {
    const auto cells = table.row(row);
    out << '{';
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out << (i == 0 ? "" : ", ");
        write_json_string(out, table.columns()[i].name);
        out << ": ";
        if (std::holds_alternative<std::monostate>(cells[i])) {
            out << "null";
        } else if (const auto* text = std::get_if<std::string>(&cells[i])) {
            write_json_string(out, *text);
        } else {
            out << core::exact_text(cells[i]);
        }
    }
    out << '}';
}

}  // namespace hubmine::output
