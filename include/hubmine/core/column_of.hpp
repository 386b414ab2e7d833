#pragma once

#include "hubmine/core/table.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace hubmine::core {

/// Where a table has the column of that name.
[[nodiscard]] inline std::optional<std::size_t> column_of(const Table& table,
                                                          std::string_view name) {
    const auto& columns = table.columns();
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    return found == columns.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

}  // namespace hubmine::core
