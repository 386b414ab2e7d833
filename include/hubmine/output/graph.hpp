#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/output/format.hpp"

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

/// A graph as two tables. Column 0 of `nodes` is the node's id, columns 0 and 1 of `edges` are the
/// ids of source and target, all text; every other column is an attribute. An edge column called
/// `weight` is the edge's weight wherever a format knows one.
struct Graph {
    core::Table nodes;
    core::Table edges;
    bool directed = true;
};

/// One of the files that make up a graph in a format.
struct GraphFile {
    std::string suffix;  ///< put before the extension of the name asked for: "" or ".nodes"
    /// Failures show in the stream's state.
    void (*write)(std::ostream& out, const Graph& graph, const Style& style);
};

/// One way of telling graphs to other programs.
struct GraphFormat {
    std::string name;              ///< what `--format` calls it
    std::string extension;         ///< of its files, without the dot
    std::string help;              ///< one line
    bool takes_style = false;      ///< the reader's Style means something
    bool binary = false;           ///< nothing that a terminal can be sent
    std::vector<GraphFile> files;  ///< the first one holds the edges
};

/// Every graph format, in the order of the help.
[[nodiscard]] std::span<const GraphFormat> graph_formats();

/// Those that show or keep where things are: their nodes have columns `x` and `y` (pixels, y
/// downwards), `size` (radius), `colour` ("#0072B2"), `group` (what the colour tells) and
/// `labelled`, their edges `colour` and `width`.
[[nodiscard]] std::span<const GraphFormat> picture_formats();

/// The format of that name; throws UsageError, with the near name, when there is none.
[[nodiscard]] const GraphFormat& graph_format_named(
    std::string_view name, std::span<const GraphFormat> among = graph_formats());

}  // namespace hubmine::output
