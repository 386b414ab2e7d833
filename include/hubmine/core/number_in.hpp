#pragma once

#include "hubmine/core/table.hpp"

#include <cstdint>
#include <optional>
#include <variant>

namespace hubmine::core {

/// A number, whole or real; absent for a text, and where the cell is missing.
[[nodiscard]] inline std::optional<double> number_in(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return static_cast<double>(*whole);
    }
    const auto* real = std::get_if<double>(&cell);
    return real == nullptr ? std::nullopt : std::optional(*real);
}

}  // namespace hubmine::core
