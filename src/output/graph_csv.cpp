#include "graph_formats.hpp"
#include "separated.hpp"

namespace hubmine::output {

namespace {

void write_csv(std::ostream& out, const core::Table& table, const Style& style) {
    begin_separated(out, table.schema(), style, style.separator);
    write_separated_rows(out, table, style, style.separator);
    warn_of_many_rows(table.name(), table.row_count(), style);
}

}  // namespace

void write_graph_edges(std::ostream& out, const Graph& graph, const Style& style) {
    write_csv(out, graph.edges, style);
}

void write_graph_nodes(std::ostream& out, const Graph& graph, const Style& style) {
    write_csv(out, graph.nodes, style);
}

}  // namespace hubmine::output
