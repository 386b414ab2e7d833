#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include "lineage/findings.hpp"
#include "lineage/settings.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::lineage {

/// Models on an edge, from parents to children. Throws UsageError for a root that nobody knows.
[[nodiscard]] GraphTables lineage_graph(const store::Dataset& data, const Settings& settings,
                                        const GraphCut& cut);

/// What a graph of models reads.
[[nodiscard]] store::DatasetOptions graph_reading(const Settings& settings);

/// The edges between those nodes, by child, then parent.
[[nodiscard]] std::vector<LineageEdge> edges_among(const Findings& findings,
                                                   const std::vector<Node>& nodes);
/// Those nodes, and the edges between them.
[[nodiscard]] GraphTables tables_of(const Findings& findings, const std::vector<Node>& nodes);

[[nodiscard]] std::vector<std::string> doubts_about_graph_reading(const store::Dataset& data);
[[nodiscard]] std::vector<std::string> doubts_about_graph_files(const store::Dataset& data,
                                                                const Settings& settings);

/// The lineage of the graphs.
[[nodiscard]] GraphEntry graph_entry();

}  // namespace hubmine::analysis::lineage
