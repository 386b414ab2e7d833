#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include <span>

namespace hubmine::analysis {

/// Networks as pictures, in the order of the help: graphs whose nodes have places (`x`, `y`),
/// a `size`, a `colour`, a `group` that it tells, and `labelled`; their edges a `colour` and a
/// `width`. The first one is drawn unless another is asked for.
[[nodiscard]] std::span<const GraphEntry> atlas_catalogue();

}  // namespace hubmine::analysis
