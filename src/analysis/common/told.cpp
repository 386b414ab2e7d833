#include "common/told.hpp"

#include "common/table_row.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>

namespace hubmine::analysis {

Told::Told(const Result& result, std::string_view name) {
    if (const core::TableStream* const made = find_table(result.tables, name)) {
        table_ = made->gathered();
    }
}

std::optional<double> Told::number(const Key& key, std::string_view column) const {
    for (std::size_t row = 0; table_ && row < table_->row_count(); ++row) {
        const bool is_meant = std::all_of(key.begin(), key.end(), [&](const auto& wanted) {
            return cell(row, wanted.first) == core::Cell(std::string(wanted.second));
        });
        if (!is_meant) {
            continue;
        }
        const core::Cell found = cell(row, column);
        if (const auto* whole = std::get_if<std::int64_t>(&found)) {
            return static_cast<double>(*whole);
        }
        const auto* real = std::get_if<double>(&found);
        return real == nullptr ? std::nullopt : std::optional(*real);
    }
    return std::nullopt;
}

core::Cell Told::cell(std::size_t row, std::string_view column) const {
    const auto& columns = table_->columns();
    const auto found =
        std::find_if(columns.begin(), columns.end(),
                     [column](const core::Column& each) { return each.name == column; });
    return table_->cell(row, static_cast<std::size_t>(found - columns.begin()));
}

}  // namespace hubmine::analysis
