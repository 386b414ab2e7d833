#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include <span>

namespace hubmine::analysis {

/// Every graph, in the order of the help.
[[nodiscard]] std::span<const GraphEntry> graph_catalogue();

}  // namespace hubmine::analysis
