#include "cell_text.hpp"

#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <type_traits>
#include <variant>

namespace hubmine::output {

namespace {

template <typename TellReal, typename TellText>
std::string tell(const core::Cell& cell, TellReal tell_real, TellText tell_text) {
    return std::visit(
        [&](const auto& value) -> std::string {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::monostate>) {
                return {};
            } else if constexpr (std::is_same_v<Value, double>) {
                return tell_real(value);
            } else if constexpr (std::is_same_v<Value, std::string>) {
                return tell_text(value);
            } else {
                return fmt::format("{}", value);
            }
        },
        cell);
}

}  // namespace

std::string exact_text(const core::Cell& cell) {
    return tell(
        cell, [](double value) { return fmt::format("{}", value); },
        [](const std::string& text) { return text; });
}

std::string brief_text(const core::Cell& cell) {
    return tell(
        cell, [](double value) { return fmt::format("{:.6g}", value); },
        [](const std::string& text) { return core::printable(text); });
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
            out << exact_text(cells[i]);
        }
    }
    out << '}';
}

}  // namespace hubmine::output
