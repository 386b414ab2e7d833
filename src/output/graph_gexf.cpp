#include "hubmine/core/column_of.hpp"
#include "hubmine/core/number_in.hpp"

#include "graph_formats.hpp"
#include "xml_text.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>

namespace hubmine::output {

namespace {

constexpr std::string_view kWeight = "weight";

/// The weight is a property of GEXF's edges, all other columns are attributes.
void write_attributes(std::ostream& out, const core::Table& table, std::size_t first,
                      std::string_view domain) {
    out << "    <attributes class=\"" << domain << "\">\n";
    for (std::size_t i = first; i < table.columns().size(); ++i) {
        const core::Column& column = table.columns()[i];
        if (column.name != kWeight) {
            out << "      <attribute id=\"" << std::to_string(i) << "\" title=\""
                << xml_text(column.name) << "\" type=\"" << xml_type(column.type) << "\"/>\n";
        }
    }
    out << "    </attributes>\n";
}

void write_values(std::ostream& out, const core::Table& table, std::size_t row, std::size_t first) {
    const auto cells = table.row(row);
    out << "<attvalues>";
    for (std::size_t i = first; i < cells.size(); ++i) {
        if (table.columns()[i].name != kWeight &&
            !std::holds_alternative<std::monostate>(cells[i])) {
            out << "<attvalue for=\"" << std::to_string(i) << "\" value=\"" << xml_cell(cells[i])
                << "\"/>";
        }
    }
    out << "</attvalues>";
}

void write_edge(std::ostream& out, const core::Table& edges, std::size_t row) {
    const auto cells = edges.row(row);
    out << "      <edge id=\"" << std::to_string(row) << "\" source=\"" << xml_cell(cells[0])
        << "\" target=\"" << xml_cell(cells[1]) << '"';
    for (std::size_t i = 2; i < cells.size(); ++i) {
        if (edges.columns()[i].name == kWeight) {
            out << " weight=\"" << xml_cell(cells[i]) << '"';
        }
    }
    out << '>';
    write_values(out, edges, row, 2);
    out << "</edge>\n";
}

/// Where nodes are, and how they look, for whoever opens the file; GEXF has y upwards.
class NodeLooks {
  public:
    explicit NodeLooks(const core::Table& nodes)
        : x_(core::column_of(nodes, "x")),
          y_(core::column_of(nodes, "y")),
          size_(core::column_of(nodes, "size")),
          colour_(core::column_of(nodes, "colour")) {}

    [[nodiscard]] bool are_known() const { return x_ && y_ && size_ && colour_; }

    /// Nothing where they are not known.
    void write(std::ostream& out, const core::Table& nodes, std::size_t row) const {
        if (!are_known()) {
            return;
        }
        const auto down = core::number_in(nodes.cell(row, *y_));
        out << "<viz:size value=\"" << xml_cell(nodes.cell(row, *size_)) << "\"/><viz:position x=\""
            << xml_cell(nodes.cell(row, *x_)) << "\" y=\""
            << xml_cell(down ? core::Cell(0.0 - *down) : core::Cell()) << R"(" z="0"/>)";
        write_colour(out, core::exact_text(nodes.cell(row, *colour_)));
    }

  private:
    /// "#0072B2"
    static void write_colour(std::ostream& out, std::string_view colour) {
        constexpr std::size_t kDigits = 7;
        unsigned number = 0;
        if (colour.size() != kDigits ||
            std::from_chars(colour.data() + 1, colour.data() + kDigits, number, 16).ec !=
                std::errc()) {
            return;
        }
        constexpr unsigned kByte = 0xFF;
        out << "<viz:color r=\"" << std::to_string(number >> 16U & kByte) << "\" g=\""
            << std::to_string(number >> 8U & kByte) << "\" b=\"" << std::to_string(number & kByte)
            << "\"/>";
    }

    std::optional<std::size_t> x_;
    std::optional<std::size_t> y_;
    std::optional<std::size_t> size_;
    std::optional<std::size_t> colour_;
};

}  // namespace

/// GEXF 1.2draft, the newest that both Gephi and networkx read.
void write_gexf(std::ostream& out, const Graph& graph, const Style& /*style*/) {
    const NodeLooks looks(graph.nodes);
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<gexf xmlns=\"http://www.gexf.net/1.2draft\""
        << (looks.are_known() ? " xmlns:viz=\"http://www.gexf.net/1.2draft/viz\"" : "")
        << " version=\"1.2\">\n"
           "  <graph mode=\"static\" defaultedgetype=\""
        << (graph.directed ? "directed" : "undirected") << "\">\n";
    write_attributes(out, graph.nodes, 1, "node");
    write_attributes(out, graph.edges, 2, "edge");
    out << "    <nodes>\n";
    for (std::size_t i = 0; i < graph.nodes.row_count(); ++i) {
        const std::string id = xml_cell(graph.nodes.cell(i, 0));
        out << "      <node id=\"" << id << "\" label=\"" << id << "\">";
        write_values(out, graph.nodes, i, 1);
        looks.write(out, graph.nodes, i);
        out << "</node>\n";
    }
    out << "    </nodes>\n    <edges>\n";
    for (std::size_t i = 0; i < graph.edges.row_count(); ++i) {
        write_edge(out, graph.edges, i);
    }
    out << "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace hubmine::output
