#include "collaboration/graph.hpp"

#include "hubmine/core/error.hpp"

#include "collaboration/study.hpp"
#include "common/developer_names.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

core::Schema edge_schema() {
    return {.name = "edges",
            .help = "who committed where whom else works, and how often",
            .columns = {{"source", core::CellType::kText},
                        {"target", core::CellType::kText},
                        {"weight", core::CellType::kReal}}};
}

core::Table nodes_of(const Findings& findings, const std::vector<std::string>& names) {
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
    one.tables = {"developers", "edges"};
    if (one.subfields.empty()) {
        one.subfields = {"all"};
    }
    const std::vector<Findings> findings = study(data, one);
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
