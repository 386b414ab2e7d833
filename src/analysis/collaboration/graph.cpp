#include "collaboration/graph.hpp"

#include "hubmine/core/error.hpp"

#include "collaboration/tables.hpp"
#include "common/columns.hpp"
#include "common/developer_names.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

core::Schema edge_schema() {
    return {.name = "edges",
            .help = "who committed where whom else works, and how often",
            .columns = {person_name("source", "who committed"),
                        person_name("target", "who else works there"),
                        real("weight", "commits; with --weighting newman, shares of them")}};
}

core::Table nodes_of(const SubfieldFindings& findings, const std::vector<std::string>& names) {
    core::Table table(
        {.name = "nodes", .help = "a connected developer", .columns = developer_columns()});
    std::vector<network::Node> order(names.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](network::Node a, network::Node b) { return names[a] < names[b]; });
    for (const network::Node node : order) {
        table.add_row(developer_cells(findings, node, names[node]));
    }
    return table;
}

}  // namespace

CollaborationGraph collaboration_graph(const store::Dataset& data, const Settings& settings) {
    if (settings.subfields.size() > 1) {
        throw core::UsageError("a graph shows one sub-field: name only one");
    }
    Settings one = settings;
    if (one.subfields.empty()) {
        one.subfields = {"all"};
    }
    const std::vector<SubfieldFindings> findings =
        measure(data, one, kNeedsPagerank | kNeedsCommunities);
    const DeveloperNames names(data, settings.pseudonym_key_file, settings);
    const std::vector<std::string> printed = printed_names(
        findings.front().network, [&names](std::uint32_t author) { return names.of(author); });
    core::Table edges(edge_schema());
    for_each_edge(findings.front().network, printed,
                  [&](network::Node source, network::Node target, double weight) {
                      edges.add_row({printed[source], printed[target], weight});
                  });
    return {.nodes = nodes_of(findings.front(), printed), .edges = std::move(edges)};
}

}  // namespace hubmine::analysis::collaboration
