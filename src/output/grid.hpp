#pragma once

#include "hubmine/core/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

/// Every cell of a table as text for a person, and how wide each column is.
struct Grid {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> widths;  ///< header counted when `with_header`
    std::vector<bool> right;          ///< numbers stand to the right
};

[[nodiscard]] Grid grid_of(const core::Table& table, bool with_header);

/// The text filled up with spaces to the width.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, bool right);

}  // namespace hubmine::output
