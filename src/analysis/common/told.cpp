#include "common/told.hpp"

#include "common/table_row.hpp"

#include <algorithm>
#include <cstdint>
#include <variant>

namespace hubmine::analysis {

Told::Told(const Result& result, std::string_view name) {
    if (const core::TableStream* const made = find_table(result.tables, name)) {
        table_ = made->gathered();
    }
}

std::optional<double> Told::number(const Key& key, std::string_view column) const {
    const std::optional<core::Cell> found = cell(std::span(key.begin(), key.size()), column);
    return found ? number_in(*found) : std::nullopt;
}

std::optional<core::Cell> Told::cell(std::span<const Pair> key, std::string_view column) const {
    for (std::size_t row = 0; row < size(); ++row) {
        const bool is_meant = std::all_of(key.begin(), key.end(), [&](const Pair& wanted) {
            return core::exact_text(at(row, wanted.first)) == wanted.second;
        });
        if (is_meant) {
            return at(row, column);
        }
    }
    return std::nullopt;
}

core::Cell Told::at(std::size_t row, std::string_view column) const {
    const auto& columns = table_->columns();
    const auto found =
        std::find_if(columns.begin(), columns.end(),
                     [column](const core::Column& each) { return each.name == column; });
    return table_->cell(row, static_cast<std::size_t>(found - columns.begin()));
}

}  // namespace hubmine::analysis
