#include "formats.hpp"
#include "graph_formats.hpp"

namespace hubmine::output {

namespace {

/// The table where it lies: graphs are large.
core::TableStream stream_of(const core::Table& table) {
    return core::TableStream::of_chunks(table.schema(),
                                        [&table](const core::TakeChunk& take) { take(table); });
}

}  // namespace

void write_graph_xlsx(std::ostream& out, const Graph& graph, const Style& style) {
    Report report{.title = graph.directed ? "A directed graph" : "An undirected graph"};
    report.tables.push_back(stream_of(graph.edges));
    report.tables.push_back(stream_of(graph.nodes));
    write_xlsx(out, report, style);
}

}  // namespace hubmine::output
