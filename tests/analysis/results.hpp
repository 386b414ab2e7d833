#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/column_of.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hubmine::analysis {

/// A missing cell is empty, a real number has six digits.
inline std::string text_of(const core::Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*whole);
    }
    const auto* real = std::get_if<double>(&cell);
    return real == nullptr ? std::string() : fmt::format("{:.6g}", *real);
}

/// A table's rows as text, cells joined by `|`.
inline std::vector<std::string> rows_of(const Result& result, std::string_view name) {
    std::vector<std::string> rows;
    for (const core::TableStream& stream : result.tables) {
        if (stream.name() != name) {
            continue;
        }
        const core::Table table = stream.gathered();
        for (std::size_t i = 0; i < table.row_count(); ++i) {
            std::string line;
            for (const core::Cell& cell : table.row(i)) {
                line += line.empty() ? "" : "|";
                line += text_of(cell);
            }
            rows.push_back(line);
        }
    }
    return rows;
}

/// The same of some columns.
inline std::vector<std::string> columns_of(const Result& result, std::string_view name,
                                           const std::vector<std::string>& columns) {
    std::vector<std::string> rows;
    for (const core::TableStream& stream : result.tables) {
        if (stream.name() != name) {
            continue;
        }
        const core::Table table = stream.gathered();
        for (std::size_t i = 0; i < table.row_count(); ++i) {
            std::vector<std::string> cells;
            for (const std::string& column : columns) {
                cells.push_back(text_of(table.cell(i, core::column_of(table, column).value())));
            }
            rows.push_back(fmt::format("{}", fmt::join(cells, "|")));
        }
    }
    return rows;
}

/// A whole number among the notes; -1 when there is none.
inline std::int64_t note_of(const Result& result, std::string_view key) {
    for (const Note& note : result.notes) {
        if (note.key == key) {
            return std::get<std::int64_t>(note.value);
        }
    }
    return -1;
}

}  // namespace hubmine::analysis
