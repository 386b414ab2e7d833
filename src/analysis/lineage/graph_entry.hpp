#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include "lineage/settings.hpp"

namespace hubmine::analysis::lineage {

/// Models on an edge, from parents to children. Throws UsageError for a root that nobody knows.
[[nodiscard]] GraphTables lineage_graph(const store::Dataset& data, const Settings& settings,
                                        const GraphCut& cut);

/// The lineage of the graphs.
[[nodiscard]] GraphEntry graph_entry();

}  // namespace hubmine::analysis::lineage
