#include "hubmine/core/column_of.hpp"
#include "hubmine/core/text.hpp"

#include "graph_formats.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hubmine::output {

namespace {

/// Pajek has no escapes: what would end the label or the line is replaced. Vertices are told apart
/// by their numbers.
std::string pajek_label(const core::Cell& cell) {
    std::string label = core::sanitize_utf8(core::exact_text(cell));
    for (char& c : label) {
        if (c == '"') {
            c = '\'';
        } else if (c == '\\') {
            c = '/';
        } else if (static_cast<unsigned char>(c) < ' ') {
            c = ' ';
        }
    }
    return label;
}

}  // namespace

/// Pajek's NET: numbered vertices with labels, arcs (directed) or edges with weights. Throws
/// std::logic_error for an edge between nodes that are not there.
void write_pajek(std::ostream& out, const Graph& graph, const Style& /*style*/) {
    std::unordered_map<std::string, std::size_t> number;
    out << "*Vertices " << std::to_string(graph.nodes.row_count()) << '\n';
    for (std::size_t i = 0; i < graph.nodes.row_count(); ++i) {
        const core::Cell id = graph.nodes.cell(i, 0);
        number.emplace(core::exact_text(id), i + 1);
        out << std::to_string(i + 1) << " \"" << pajek_label(id) << "\"\n";
    }
    const auto number_of = [&number](const core::Cell& id) {
        const auto found = number.find(core::exact_text(id));
        if (found == number.end()) {
            throw std::logic_error("an edge names a node that is not there: " +
                                   core::exact_text(id));
        }
        return found->second;
    };
    const auto weight = core::column_of(graph.edges, "weight");
    out << (graph.directed ? "*Arcs\n" : "*Edges\n");
    for (std::size_t i = 0; i < graph.edges.row_count(); ++i) {
        const auto row = graph.edges.row(i);
        out << std::to_string(number_of(row[0])) << ' ' << std::to_string(number_of(row[1])) << ' '
            << (weight ? core::exact_text(row[*weight]) : "1") << '\n';
    }
}

}  // namespace hubmine::output
