#pragma once

#include <cstddef>
#include <string_view>

namespace hubmine::core {

/// Columns that a terminal needs for printable text: 0 for marks that stand on another character, 2
/// for wide characters (CJK, emoji), 1 for all others.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The longest beginning of printable text that fits into so many columns.
[[nodiscard]] std::string_view cut_to_width(std::string_view text, std::size_t width);

}  // namespace hubmine::core
