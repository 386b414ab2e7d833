#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include "adoption/settings.hpp"

namespace hubmine::analysis::adoption {

/// Models and the spaces that use them. Throws UsageError when not exactly one sub-field is named.
[[nodiscard]] GraphTables usage_graph(const store::Dataset& data, const Settings& settings,
                                      const GraphCut& cut);
/// Models, linked when a space uses both. Throws UsageError as usage_graph, and for more links than
/// any program opens.
[[nodiscard]] GraphTables co_usage_graph(const store::Dataset& data, const Settings& settings,
                                         const GraphCut& cut);

[[nodiscard]] GraphEntry usage_graph_entry();
[[nodiscard]] GraphEntry co_usage_graph_entry();

}  // namespace hubmine::analysis::adoption
