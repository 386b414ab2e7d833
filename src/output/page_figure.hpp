#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table_stream.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace hubmine::output {

/// A figure and the rows that are drawn of it.
struct DrawnFigure {
    std::size_t rows = 0;
    std::string json;                ///< what the page's script draws
    std::vector<std::string> notes;  ///< what was left out, one line each
    std::string reason;              ///< why nothing is drawn; empty = not known
};

/// Reads the table. Rows that cannot be drawn are left out; where there are more than a picture can
/// show, so are others, by rules that `notes` tell.
[[nodiscard]] DrawnFigure draw(const core::Figure& figure, const core::TableStream& table);

}  // namespace hubmine::output
