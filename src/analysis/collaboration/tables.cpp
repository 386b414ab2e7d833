#include "collaboration/tables.hpp"

#include "hubmine/network/components.hpp"

#include "common/columns.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

using core::Cell;
using network::Node;

/// The columns of `network` after its name.
std::vector<core::Column> headline_columns() {
    return {integer("repositories"),
            integer("single_developer_repos"),
            integer("developers"),
            integer("isolates"),
            real("isolate_share"),
            integer("connected"),
            integer("edges"),
            integer("weak_components"),
            integer("largest_component"),
            real("degree_mean"),
            real("degree_std"),
            real("degree_p50"),
            integer("degree_max"),
            real("pagerank_mean"),
            real("pagerank_std"),
            real("pagerank_p50"),
            real("pagerank_max")};
}

std::vector<core::Column> joined(std::vector<core::Column> columns,
                                 const std::vector<core::Column>& more) {
    columns.insert(columns.end(), more.begin(), more.end());
    return columns;
}

std::vector<double> degrees(const network::Digraph& graph,
                            std::size_t (network::Digraph::*degree)(Node) const) {
    std::vector<double> values(graph.node_count());
    for (Node node = 0; node < graph.node_count(); ++node) {
        values[node] = static_cast<double>((graph.*degree)(node));
    }
    return values;
}

void append_headline(const Findings& findings, std::vector<Cell>& row) {
    const Network& network = findings.network;
    if (!network.is_known()) {
        row.resize(row.size() + headline_columns().size());
        return;
    }
    const network::Components components = network::weak_components(network.graph);
    const Spread degree = spread(degrees(network.graph, &network::Digraph::degree));
    const Spread pagerank = spread(findings.pagerank);
    const Cell share =
        network.developers == 0
            ? Cell()
            : Cell(static_cast<double>(network.isolates) / static_cast<double>(network.developers));
    const Cell degree_max = degree.max ? Cell(static_cast<std::int64_t>(*degree.max)) : Cell();
    row.insert(row.end(),
               {network.repositories, network.single_developer_repos, network.developers,
                network.isolates, share, count(network.graph.node_count()),
                count(network.graph.edge_count()), count(components.sizes.size()),
                count(components.largest()), core::cell_or_missing(degree.mean),
                core::cell_or_missing(degree.std), core::cell_or_missing(degree.p50), degree_max,
                core::cell_or_missing(pagerank.mean), core::cell_or_missing(pagerank.std),
                core::cell_or_missing(pagerank.p50), core::cell_or_missing(pagerank.max)});
}

void add_distribution(const std::string& subfield, std::string_view measure,
                      std::vector<double> values, core::Table& table) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    for (std::size_t i = 0; i < values.size();) {
        const std::size_t first = i;
        while (i < values.size() && values[i] == values[first]) {
            ++i;
        }
        table.add_row({subfield, std::string(measure), values[first], count(i - first),
                       static_cast<double>(values.size() - first) / n});
    }
}

}  // namespace

std::vector<core::Column> developer_columns() {
    return {text("developer"), integer("degree"), integer("in_degree"), integer("out_degree"),
            real("pagerank"),  integer("core"),   integer("community"), integer("repositories")};
}

std::vector<Cell> developer_cells(const Findings& findings, Node node, std::string name) {
    const network::Digraph& graph = findings.network.graph;
    return {std::move(name),
            count(graph.degree(node)),
            count(graph.in_degree(node)),
            count(graph.out_degree(node)),
            findings.pagerank[node],
            count(findings.core[node]),
            count(std::size_t{findings.communities.community[node]} + 1),
            findings.network.repositories_of[node]};
}

std::vector<core::Schema> schemas() {
    return {
        {.name = "network",
         .help = "the collaboration network of a sub-field: its size, degrees and PageRank",
         .columns = joined({text("subfield")}, headline_columns()),
         .headline = true},
        {.name = "cores",
         .help = "a k-core (by total degree) as a graph of its own, from the whole to the densest",
         .columns = {text("subfield"), integer("k"), integer("is_max"), integer("nodes"),
                     integer("edges"), real("modularity"), integer("communities"), real("density"),
                     real("reciprocity"), real("rich_club"), real("assortativity"),
                     real("average_degree"), real("clustering"), integer("undirected_k"),
                     real("clustering_binary"), real("louvain_modularity"),
                     integer("louvain_communities")},
         .headline = true},
        {.name = "degrees",
         .help = "a value of a measure and how many connected developers have it",
         .columns = {text("subfield"), text("measure"), real("value"), integer("developers"),
                     real("ccdf")}},
        {.name = "developers",
         .help = "a connected developer, highest degree first; community 1 is the largest",
         .columns = joined({text("subfield"), integer("rank")}, developer_columns())},
        {.name = "edges",
         .help = "who committed where whom else works, and how often",
         .columns = {text("subfield"), text("source"), text("target"), real("weight")}},
        {.name = "sensitivity",
         .help = "the row of `network` under each treatment of identities and bots",
         .columns =
             joined({text("subfield"), text("identities"), text("bots")}, headline_columns())}};
}

void add_network(const Findings& findings, core::Table& table) {
    std::vector<Cell> row{findings.network.subfield};
    append_headline(findings, row);
    table.add_row(std::move(row));
}

void add_sensitivity(const Findings& findings, const Variant& variant, core::Table& table) {
    std::vector<Cell> row{findings.network.subfield,
                          std::string(variant.raw_identities ? "raw" : "merged"),
                          std::string(variant.keep_bots ? "keep" : "drop")};
    append_headline(findings, row);
    table.add_row(std::move(row));
}

void add_cores(const Findings& findings, core::Table& table) {
    for (const Core& core : findings.cores) {
        table.add_row(
            {findings.network.subfield, count(core.k), std::int64_t{core.is_max ? 1 : 0},
             count(core.nodes), count(core.edges), core.modularity, count(core.communities),
             core::cell_or_missing(core.density), core::cell_or_missing(core.reciprocity),
             core::cell_or_missing(core.rich_club), core::cell_or_missing(core.assortativity),
             core::cell_or_missing(core.average_degree), core.clustering, count(core.undirected_k),
             core.clustering_binary, core.louvain_modularity, count(core.louvain_communities)});
    }
}

void add_degrees(const Findings& findings, core::Table& table) {
    const std::string& subfield = findings.network.subfield;
    const network::Digraph& graph = findings.network.graph;
    add_distribution(subfield, "degree", degrees(graph, &network::Digraph::degree), table);
    add_distribution(subfield, "in_degree", degrees(graph, &network::Digraph::in_degree), table);
    add_distribution(subfield, "out_degree", degrees(graph, &network::Digraph::out_degree), table);
    add_distribution(subfield, "pagerank", findings.pagerank, table);
}

void add_developers(const Findings& findings, const NameOf& name_of, std::size_t top,
                    core::Table& table) {
    const Network& network = findings.network;
    const network::Digraph& graph = network.graph;
    const std::vector<std::string> names = printed_names(network, name_of);
    std::vector<Node> order(graph.node_count());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](Node a, Node b) {
        return graph.degree(a) != graph.degree(b) ? graph.degree(a) > graph.degree(b)
                                                  : names[a] < names[b];
    });
    if (top != 0 && top < order.size()) {
        order.resize(top);
    }
    std::int64_t rank = 0;
    for (const Node node : order) {
        std::vector<Cell> row{network.subfield, ++rank};
        const std::vector<Cell> cells = developer_cells(findings, node, names[node]);
        row.insert(row.end(), cells.begin(), cells.end());
        table.add_row(std::move(row));
    }
}

std::vector<std::string> printed_names(const Network& network, const NameOf& name_of) {
    std::vector<std::string> names;
    for (const std::uint32_t author : network.author) {
        names.push_back(name_of(author));
    }
    return names;
}

void for_each_edge(const Network& network, const std::vector<std::string>& names,
                   const std::function<void(Node, Node, double)>& visit) {
    const auto by_name = [&](Node a, Node b) { return names[a] < names[b]; };
    std::vector<Node> order(names.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), by_name);
    for (const Node source : order) {
        const auto targets = network.graph.successors(source);
        const auto weights = network.graph.out_weights(source);
        std::vector<std::size_t> places(targets.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
        std::sort(places.begin(), places.end(),
                  [&](std::size_t a, std::size_t b) { return by_name(targets[a], targets[b]); });
        for (const std::size_t place : places) {
            visit(source, targets[place], weights[place]);
        }
    }
}

void add_edges(const Findings& findings, const NameOf& name_of, core::Table& table) {
    const Network& network = findings.network;
    const std::vector<std::string> names = printed_names(network, name_of);
    for_each_edge(network, names, [&](Node source, Node target, double weight) {
        table.add_row({network.subfield, names[source], names[target], weight});
    });
}

}  // namespace hubmine::analysis::collaboration
