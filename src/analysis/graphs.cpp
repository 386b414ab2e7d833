#include "hubmine/analysis/graphs.hpp"

#include "adoption/graphs.hpp"
#include "collaboration/graph.hpp"
#include "lineage/graph_entry.hpp"

#include <array>

namespace hubmine::analysis {

std::span<const GraphEntry> graph_catalogue() {
    static const std::array<GraphEntry, 4> kEntries{
        collaboration::graph_entry(), adoption::usage_graph_entry(),
        adoption::co_usage_graph_entry(), lineage::graph_entry()};
    return kEntries;
}

}  // namespace hubmine::analysis
