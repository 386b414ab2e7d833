#pragma once

#include "hubmine/analysis/graph_entry.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "collaboration/settings.hpp"

namespace hubmine::analysis::collaboration {

/// The collaboration network as two tables that graph writers take.
struct CollaborationGraph {
    /// developer, degree, in_degree, out_degree, pagerank, core, community, repositories; by
    /// developer.
    core::Table nodes;
    /// source, target, weight; by source, then target.
    core::Table edges;
};

/// The connected developers of one sub-field (`SubfieldSettings::subfields`, default `all`), as RQ2
/// sees them; bots, identities, weighting and pseudonyms as the settings say. Throws UsageError for
/// more than one sub-field.
[[nodiscard]] CollaborationGraph collaboration_graph(const store::Dataset& data,
                                                     const Settings& settings);

/// The graph of the catalogue.
[[nodiscard]] GraphEntry graph_entry();

}  // namespace hubmine::analysis::collaboration
