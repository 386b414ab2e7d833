#pragma once

#include "hubmine/output/graph.hpp"

#include <ostream>

/// The graph writers behind the catalogue, one file each.
namespace hubmine::output {

void write_graphml(std::ostream& out, const Graph& graph, const Style& style);
void write_gexf(std::ostream& out, const Graph& graph, const Style& style);
void write_svg(std::ostream& out, const Graph& graph, const Style& style);
/// The same to stand in another document.
void write_svg_element(std::ostream& out, const Graph& graph);
void write_pajek(std::ostream& out, const Graph& graph, const Style& style);
void write_graph_xlsx(std::ostream& out, const Graph& graph, const Style& style);
void write_graph_edges(std::ostream& out, const Graph& graph, const Style& style);
void write_graph_nodes(std::ostream& out, const Graph& graph, const Style& style);

}  // namespace hubmine::output
