#include "hubmine/output/graph.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/suggestion.hpp"

#include "graph_formats.hpp"

namespace hubmine::output {

std::span<const GraphFormat> graph_formats() {
    static const std::vector<GraphFormat> kFormats{
        {.name = "graphml",
         .extension = "graphml",
         .help = "GraphML: Gephi, networkx, igraph, yEd",
         .files = {{.suffix = "", .write = write_graphml}}},
        {.name = "gexf",
         .extension = "gexf",
         .help = "GEXF 1.2: Gephi",
         .files = {{.suffix = "", .write = write_gexf}}},
        {.name = "csv",
         .extension = "csv",
         .help = "two files: the edges, and NAME.nodes.csv",
         .takes_style = true,
         .files = {{.suffix = "", .write = write_graph_edges},
                   {.suffix = ".nodes", .write = write_graph_nodes}}},
        {.name = "pajek",
         .extension = "net",
         .help = "Pajek: names and weights only",
         .files = {{.suffix = "", .write = write_pajek}}},
        {.name = "xlsx",
         .extension = "xlsx",
         .help = "a workbook: a sheet of edges, a sheet of nodes",
         .binary = true,
         .files = {{.suffix = "", .write = write_graph_xlsx}}},
    };
    return kFormats;
}

std::span<const GraphFormat> picture_formats() {
    static const std::vector<GraphFormat> kFormats{
        {.name = "svg",
         .extension = "svg",
         .help = "SVG: browsers, Inkscape, papers",
         .files = {{.suffix = "", .write = write_svg}}},
        graph_format_named("gexf"),
        graph_format_named("graphml"),
    };
    return kFormats;
}

const GraphFormat& graph_format_named(std::string_view name, std::span<const GraphFormat> among) {
    std::vector<std::string> names;
    for (const GraphFormat& format : among) {
        if (format.name == name) {
            return format;
        }
        names.push_back(format.name);
    }
    throw core::UsageError(core::unknown_word("graph format", name, names));
}

}  // namespace hubmine::output
