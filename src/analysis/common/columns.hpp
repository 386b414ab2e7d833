#pragma once

#include "hubmine/core/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace hubmine::analysis {

[[nodiscard]] inline core::Column text(std::string name) {
    return {.name = std::move(name), .type = core::CellType::kText};
}
[[nodiscard]] inline core::Column integer(std::string name) {
    return {.name = std::move(name), .type = core::CellType::kInteger};
}
[[nodiscard]] inline core::Column real(std::string name) {
    return {.name = std::move(name), .type = core::CellType::kReal};
}

/// A size as the cells of a table have it.
[[nodiscard]] inline std::int64_t count(std::size_t size) {
    return static_cast<std::int64_t>(size);
}

}  // namespace hubmine::analysis
