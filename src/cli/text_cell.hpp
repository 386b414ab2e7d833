#pragma once

#include "hubmine/core/table.hpp"

#include <string>

namespace hubmine::cli {

/// A missing cell when the text is empty.
[[nodiscard]] inline core::Cell text_or_missing(const std::string& text) {
    return text.empty() ? core::Cell() : core::Cell(text);
}

}  // namespace hubmine::cli
