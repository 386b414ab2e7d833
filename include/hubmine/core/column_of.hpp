#pragma once

#include "hubmine/core/table.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace hubmine::core {

/// Where the column of that name is.
[[nodiscard]] inline std::optional<std::size_t> column_of(const std::vector<Column>& columns,
                                                          std::string_view name) {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    return found == columns.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

[[nodiscard]] inline std::optional<std::size_t> column_of(const Table& table,
                                                          std::string_view name) {
    return column_of(table.columns(), name);
}

}  // namespace hubmine::core
