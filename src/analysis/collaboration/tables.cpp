#include "collaboration/tables.hpp"

#include "hubmine/network/components.hpp"

#include "common/columns.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

using core::Cell;
using network::Node;

/// The columns of `network` after its name.
std::vector<core::Column> headline_columns() {
    return {counted("repositories", "models with at least one commit"),
            counted("single_developer_repos", "those where one developer made all commits"),
            people_counted("developers", "developers who committed"),
            people_counted("isolates", "developers with no edge to another one"),
            share("isolate_share", "isolates as a share of the developers"),
            people_counted("connected", "developers with an edge"),
            counted("edges", "directed edges between developers"),
            counted("weak_components", "connected components, directions ignored"),
            people_counted("largest_component", "developers in the largest of them"),
            real("degree_mean", "mean degree of the connected, in + out"),
            real("degree_std", "its sample standard deviation"),
            real("degree_p50", "its median"),
            integer("degree_max", "the largest degree"),
            real("pagerank_mean", "mean PageRank of the connected"),
            real("pagerank_std", "its sample standard deviation"),
            real("pagerank_p50", "its median"),
            real("pagerank_max", "the largest PageRank")};
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

void append_headline(const SubfieldFindings& findings, std::vector<Cell>& row) {
    const DeveloperNetwork& network = findings.network;
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
                      std::vector<double> values, core::RowSink& rows) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    for (std::size_t i = 0; i < values.size();) {
        const std::size_t first = i;
        while (i < values.size() && values[i] == values[first]) {
            ++i;
        }
        rows.add_row({subfield, std::string(measure), values[first], count(i - first),
                      static_cast<double>(values.size() - first) / n});
    }
}

}  // namespace

std::vector<core::Column> developer_columns() {
    return {person_name("developer", "name, or pseudonym with --pseudonyms"),
            counted("degree", "edges in and out"),
            counted("in_degree", "developers who committed where they work"),
            counted("out_degree", "developers at work where they committed"),
            real("pagerank", "PageRank: damping 0.85, unweighted"),
            integer("core", "the largest k whose k-core (total degree) holds them"),
            integer("community", "number of their community; 1 is the largest"),
            counted("repositories", "models that they committed to")};
}

std::vector<Cell> developer_cells(const SubfieldFindings& findings, Node node, std::string name) {
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

std::vector<std::string> printed_names(const DeveloperNetwork& network, const NameOf& name_of) {
    std::vector<std::string> names;
    for (const std::uint32_t author : network.author) {
        names.push_back(name_of(author));
    }
    return names;
}

std::vector<Node> by_degree(const DeveloperNetwork& network,
                            const std::vector<std::string>& names) {
    std::vector<Node> order(names.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](Node a, Node b) {
        const std::size_t of_a = network.graph.degree(a);
        const std::size_t of_b = network.graph.degree(b);
        return of_a != of_b ? of_a > of_b : names[a] < names[b];
    });
    return order;
}

void for_each_edge(const DeveloperNetwork& network, const std::vector<std::string>& names,
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

namespace {

/// Which variant of the developers a row of `sensitivity` speaks of.
struct Variant {
    bool raw_identities = false;
    bool keep_bots = false;
};

void fill_network(const Findings& findings, core::Table& table) {
    for (const SubfieldFindings& subfield : findings.subfields) {
        std::vector<Cell> row{subfield.network.subfield};
        append_headline(subfield, row);
        table.add_row(std::move(row));
    }
}

void fill_sensitivity(const Findings& findings, core::Table& table) {
    constexpr std::array<Variant, 4> kVariants{{{.raw_identities = true, .keep_bots = true},
                                                {.raw_identities = true, .keep_bots = false},
                                                {.raw_identities = false, .keep_bots = true},
                                                {.raw_identities = false, .keep_bots = false}}};
    std::vector<std::vector<SubfieldFindings>> variants;
    for (const Variant& variant : kVariants) {
        Settings other = findings.settings;
        other.raw_identities = variant.raw_identities;
        other.keep_bots = variant.keep_bots;
        variants.push_back(measure(findings.data, other, kNeedsPagerank));
    }
    for (std::size_t subfield = 0; subfield < variants.front().size(); ++subfield) {
        for (std::size_t i = 0; i < kVariants.size(); ++i) {
            const SubfieldFindings& variant = variants[i][subfield];
            std::vector<Cell> row{variant.network.subfield,
                                  std::string(kVariants.at(i).raw_identities ? "raw" : "merged"),
                                  std::string(kVariants.at(i).keep_bots ? "keep" : "drop")};
            append_headline(variant, row);
            table.add_row(std::move(row));
        }
    }
}

void fill_cores(const Findings& findings, core::Table& table) {
    for (const SubfieldFindings& subfield : findings.subfields) {
        for (const Core& core : subfield.cores) {
            table.add_row(
                {subfield.network.subfield, count(core.k), std::int64_t{core.is_max ? 1 : 0},
                 count(core.nodes), count(core.edges), core.modularity, count(core.communities),
                 core::cell_or_missing(core.density), core::cell_or_missing(core.reciprocity),
                 core::cell_or_missing(core.rich_club), core::cell_or_missing(core.assortativity),
                 core::cell_or_missing(core.average_degree), core.clustering,
                 count(core.undirected_k), core.clustering_binary, core.louvain_modularity,
                 count(core.louvain_communities)});
        }
    }
}

void fill_degrees(const Findings& findings, core::RowSink& rows) {
    for (const SubfieldFindings& found : findings.subfields) {
        const std::string& subfield = found.network.subfield;
        const network::Digraph& graph = found.network.graph;
        add_distribution(subfield, "degree", degrees(graph, &network::Digraph::degree), rows);
        add_distribution(subfield, "in_degree", degrees(graph, &network::Digraph::in_degree), rows);
        add_distribution(subfield, "out_degree", degrees(graph, &network::Digraph::out_degree),
                         rows);
        add_distribution(subfield, "pagerank", found.pagerank, rows);
    }
}

/// Connected developers by degree, descending, then by printed name; at most --top.
void fill_developers(const Findings& findings, core::RowSink& rows) {
    const std::int64_t top = findings.settings.top.value_or(0);
    for (const SubfieldFindings& found : findings.subfields) {
        const std::vector<std::string> names = printed_names(found.network, findings.name_of);
        std::vector<Node> order = by_degree(found.network, names);
        if (top > 0) {
            order.resize(std::min(order.size(), static_cast<std::size_t>(top)));
        }
        std::int64_t rank = 0;
        for (const Node node : order) {
            std::vector<Cell> row{found.network.subfield, ++rank};
            const std::vector<Cell> cells = developer_cells(found, node, names[node]);
            row.insert(row.end(), cells.begin(), cells.end());
            rows.add_row(std::move(row));
        }
    }
}

/// Edges by printed source, then target.
void fill_edges(const Findings& findings, core::RowSink& rows) {
    for (const SubfieldFindings& found : findings.subfields) {
        const DeveloperNetwork& network = found.network;
        const std::vector<std::string> names = printed_names(network, findings.name_of);
        for_each_edge(network, names, [&](Node source, Node target, double weight) {
            rows.add_row({network.subfield, names[source], names[target], weight});
        });
    }
}

TableRow<Findings> network_row() {
    return {
        .schema = {.name = "network",
                   .help =
                       "the collaboration network of a sub-field: its size, degrees and PageRank",
                   .columns = joined({subfield_column()}, headline_columns()),
                   .headline = true},
        .needs = kNeedsPagerank,
        .fill = fill_network};
}

TableRow<Findings> cores_row() {
    return {
        .schema =
            {.name = "cores",
             .help =
                 "a k-core (by total degree) as a graph of its own, from the whole to the densest",
             .columns =
                 {subfield_column(),
                  integer("k", "every developer of it has at least k edges in and out"),
                  integer("is_max", "1: no core is denser"),
                  people_counted("nodes", "developers in it"),
                  counted("edges", "directed edges between them"),
                  real("modularity", "of its communities by greedy maximisation"),
                  counted("communities", "how many these are"),
                  share("density", "edges as a share of the possible ones"),
                  share("reciprocity", "share of edges that go both ways"),
                  share("rich_club", "density among the best linked tenth"),
                  real("assortativity",
                       "correlation of the out-degree of sources with the in-degree of targets"),
                  real("average_degree", "mean degree, in + out"),
                  real("clustering", "mean clustering coefficient, weighted"),
                  integer("undirected_k", "core number with directions ignored"),
                  real("clustering_binary", "mean clustering coefficient, all weights 1"),
                  real("louvain_modularity", "modularity of the communities that Louvain finds"),
                  counted("louvain_communities", "how many these are")},
             .headline = true},
        .needs = kNeedsCores,
        .fill = fill_cores};
}

TableRow<Findings> degrees_row() {
    return {.schema = {.name = "degrees",
                       .help = "a value of a measure and how many connected developers have it",
                       .columns = {subfield_column(),
                                   term("measure", "degree, in_degree, out_degree or pagerank"),
                                   real("value", "a value that occurs"),
                                   people_counted("developers", "connected developers who have it"),
                                   share("ccdf", "share of them with at least it")}},
            .needs = kNeedsPagerank,
            .fill = fill_degrees};
}

TableRow<Findings> developers_row() {
    return {
        .schema = {.name = "developers",
                   .help =
                       "a connected developer, highest degree first; community 1 is the largest",
                   .columns = joined({subfield_column(), rank_column()}, developer_columns())},
        .needs = kNeedsPagerank | kNeedsCommunities,
        .fill = fill_developers};
}

TableRow<Findings> edges_row() {
    return {
        .schema = {.name = "edges",
                   .help = "who committed where whom else works, and how often",
                   .columns = {subfield_column(), person_name("source", "who committed"),
                               person_name("target", "who else works there"),
                               real("weight", "commits; with --weighting newman, shares of them")}},
        .needs = 0,
        .fill = fill_edges};
}

TableRow<Findings> sensitivity_row() {
    return {.schema = {.name = "sensitivity",
                       .help = "the row of `network` under each treatment of identities and bots",
                       .columns =
                           joined({subfield_column(),
                                   term("identities",
                                        "raw or merged: whether accepted decisions were applied"),
                                   term("bots", "keep or drop")},
                                  headline_columns())},
            .needs = 0,
            .fill = fill_sensitivity};
}

TableRow<Findings> windows_row() {
    return {
        .schema =
            {.name = "windows",
             .help = "the network of the commits of one period, as `network` has that of all",
             .columns = {subfield_column(), term("period", "a month, quarter or year (UTC)"),
                         counted("repositories", "models with a commit in it"),
                         people_counted("developers", "developers who committed in it"),
                         people_counted("newcomers", "those who committed in no earlier one"),
                         people_counted("connected", "developers with an edge"),
                         share("isolate_share", "developers without, as a share"),
                         counted("edges", "directed edges between developers"),
                         share("reciprocity", "share of edges that go both ways"),
                         real("clustering_binary", "mean clustering coefficient, all weights 1"),
                         share("largest_component_share",
                               "share of the connected in the largest component"),
                         integer("core_k", "k of the innermost core, by total degree"),
                         people_counted("core_nodes", "developers in it"),
                         share("core_kept",
                               "of the innermost core of the period before, who is in this one")},
             .headline = true,
             .may_be_empty = "commits may have no date"},
        .needs = 0,
        .fill = fill_windows};
}

}  // namespace

const TableRows<Findings>& table_rows() {
    static const TableRows<Findings> kRows{network_row(),    cores_row(), degrees_row(),
                                           developers_row(), edges_row(), sensitivity_row(),
                                           windows_row()};
    return kRows;
}

}  // namespace hubmine::analysis::collaboration
