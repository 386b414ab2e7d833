#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include <cstddef>

namespace hubmine::analysis {

/// The innermost cores of a graph (directions forgotten): whole cores from the innermost outwards
/// while no more than `most` nodes take part; of an innermost core larger than that, its first by
/// degree, then id. Placed by forces; radius by `downloads` where nodes have such a column, else by
/// degree; groups by `community`, else by `owner`.
[[nodiscard]] GraphTables picture_of_cores(const GraphTables& whole, std::size_t most);

}  // namespace hubmine::analysis
