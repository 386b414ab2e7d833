#pragma once

#include "hubmine/core/table.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace hubmine::analysis {

/// The part of an id before the slash; absent for old ids without one.
[[nodiscard]] inline std::optional<std::string_view> owner_of(std::string_view id) {
    const std::size_t slash = id.find('/');
    return slash == std::string_view::npos ? std::nullopt : std::optional(id.substr(0, slash));
}

/// The same as the cell of a table.
[[nodiscard]] inline core::Cell owner_cell(std::string_view id) {
    const auto owner = owner_of(id);
    return owner ? core::Cell(std::string(*owner)) : core::Cell();
}

}  // namespace hubmine::analysis
