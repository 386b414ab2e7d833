#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis {

/// A graph as two tables: `nodes` starts with the column `id`, `edges` with the ids of source and
/// target and has a column `weight`.
struct GraphTables {
    core::Table nodes;
    core::Table edges;
};

/// What keeps a graph small enough to be looked at.
struct GraphCut {
    /// Lighter edges are left out, and so are nodes that then have none.
    std::optional<double> min_weight;
    /// Only so many nodes, the first of their ranking (models or developers).
    std::optional<std::int64_t> top;
};

/// One graph that can be exported: the single source of `hubmine export graph NAME`.
struct GraphEntry {
    std::string name;      ///< "cousage"
    std::string help;      ///< one line
    std::string analysis;  ///< whose options it takes: "rq3"
    bool directed = true;
    /// Exactly one sub-field must be named in the options of both.
    store::DatasetParts (*parts)(const Options&);
    GraphTables (*build)(const store::Dataset&, const Options&, const GraphCut&);
    /// Tells what was read of the histories that it is made of; null = it is made of lists only.
    void (*report)(const store::Dataset&, Result&) = nullptr;
};

}  // namespace hubmine::analysis
