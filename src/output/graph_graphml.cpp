#include "graph_formats.hpp"
#include "xml_text.hpp"

#include <string>
#include <variant>

namespace hubmine::output {

namespace {

/// Declares the attributes of nodes or edges: key n3 is column 3 of the nodes.
void write_keys(std::ostream& out, const core::Table& table, std::size_t first,
                std::string_view domain) {
    for (std::size_t i = first; i < table.columns().size(); ++i) {
        const core::Column& column = table.columns()[i];
        out << "  <key id=\"" << domain.front() << std::to_string(i) << "\" for=\"" << domain
            << "\" attr.name=\"" << xml_text(column.name) << "\" attr.type=\""
            << xml_type(column.type) << "\"/>\n";
    }
}

void write_data(std::ostream& out, std::span<const core::Cell> row, std::size_t first,
                char domain) {
    for (std::size_t i = first; i < row.size(); ++i) {
        if (!std::holds_alternative<std::monostate>(row[i])) {
            out << "<data key=\"" << domain << std::to_string(i) << "\">" << xml_cell(row[i])
                << "</data>";
        }
    }
}

}  // namespace

/// GraphML 1.0 (Brandes et al.), attributes typed. The ids of nodes are the names themselves; a
/// `label` repeats them for programs that show only that.
void write_graphml(std::ostream& out, const Graph& graph, const Style& /*style*/) {
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
           "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
           "  <key id=\"n0\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n";
    write_keys(out, graph.nodes, 1, "node");
    write_keys(out, graph.edges, 2, "edge");
    out << "  <graph edgedefault=\"" << (graph.directed ? "directed" : "undirected") << "\">\n";
    for (std::size_t i = 0; i < graph.nodes.row_count(); ++i) {
        const auto row = graph.nodes.row(i);
        out << "    <node id=\"" << xml_cell(row[0]) << "\">";
        write_data(out, row, 0, 'n');
        out << "</node>\n";
    }
    for (std::size_t i = 0; i < graph.edges.row_count(); ++i) {
        const auto row = graph.edges.row(i);
        out << "    <edge source=\"" << xml_cell(row[0]) << "\" target=\"" << xml_cell(row[1])
            << "\">";
        write_data(out, row, 2, 'e');
        out << "</edge>\n";
    }
    out << "  </graph>\n</graphml>\n";
}

}  // namespace hubmine::output
