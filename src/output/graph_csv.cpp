#include "formats.hpp"
#include "graph_formats.hpp"

#include <span>

namespace hubmine::output {

void write_graph_edges(std::ostream& out, const Graph& graph, const Style& style) {
    write_csv(out, std::span(&graph.edges, 1), style);
}

void write_graph_nodes(std::ostream& out, const Graph& graph, const Style& style) {
    write_csv(out, std::span(&graph.nodes, 1), style);
}

}  // namespace hubmine::output
