#pragma once

#include "hubmine/analysis/entry.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hubmine::analysis {

/// A table's rows as text, cells joined by `|`, a missing cell empty.
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
                if (const auto* text = std::get_if<std::string>(&cell)) {
                    line += *text;
                } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
                    line += std::to_string(*whole);
                } else if (const auto* real = std::get_if<double>(&cell)) {
                    line += fmt::format("{:.6g}", *real);
                }
            }
            rows.push_back(line);
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
