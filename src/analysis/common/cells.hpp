#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/stats/int128.hpp"

#include <string>
#include <string_view>

/// Cells that may be missing.
namespace hubmine::analysis {

/// A part of a whole, or so many times as much; missing where the other one is 0.
template <typename Part, typename Whole>
[[nodiscard]] core::Cell ratio_cell(Part part, Whole whole) {
    return whole == Whole{} ? core::Cell()
                            : core::Cell(static_cast<double>(part) / static_cast<double>(whole));
}

/// A sum that no 64-bit integer holds is missing rather than wrong.
[[nodiscard]] inline core::Cell sum_cell(stats::Int128 sum) {
    return core::cell_or_missing(stats::narrow(sum));
}

/// Missing when there is no text.
[[nodiscard]] inline core::Cell text_or_missing(std::string_view text) {
    return text.empty() ? core::Cell() : core::Cell(std::string(text));
}

}  // namespace hubmine::analysis
