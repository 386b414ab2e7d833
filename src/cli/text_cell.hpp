#pragma once

#include "hubmine/core/table.hpp"

#include <string>
#include <string_view>

namespace hubmine::cli {

/// A missing cell when the text is empty.
[[nodiscard]] inline core::Cell text_or_missing(std::string_view text) {
    return text.empty() ? core::Cell() : core::Cell(std::string(text));
}

}  // namespace hubmine::cli
