#pragma once

#include "hubmine/analysis/graph_entry.hpp"

namespace hubmine::analysis::adoption {

/// Models and the spaces that use them.
[[nodiscard]] GraphEntry usage_graph_entry();

/// Models, linked when a space uses both.
[[nodiscard]] GraphEntry co_usage_graph_entry();

}  // namespace hubmine::analysis::adoption
