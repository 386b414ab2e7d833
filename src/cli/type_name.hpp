#pragma once

#include "hubmine/core/table.hpp"

#include <string>

namespace hubmine::cli {

/// What a column holds, in a word.
[[nodiscard]] inline std::string type_name(core::CellType type) {
    switch (type) {
        case core::CellType::kText:
            return "text";
        case core::CellType::kInteger:
            return "integer";
        case core::CellType::kReal:
            return "real";
        case core::CellType::kAny:
            break;
    }
    return "any";
}

}  // namespace hubmine::cli
