#include "lineage/summary.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

void count_degrees(const network::Digraph& digraph, Summary& summary) {
    for (Node node = 0; node < digraph.node_count(); ++node) {
        const bool has_children = digraph.out_degree(node) > 0;
        const std::size_t parents = digraph.in_degree(node);
        summary.parents += has_children ? 1 : 0;
        summary.children += parents > 0 ? 1 : 0;
        summary.merged += parents > 1 ? 1 : 0;
        summary.roots += has_children && parents == 0 ? 1 : 0;
    }
}

/// Whether one of the claims of a model is good.
bool has_parent(const Findings& findings, std::uint32_t model) {
    const auto node = findings.graph.node_of(model);
    return node && findings.graph.digraph.in_degree(*node) > 0;
}

void count_claims(const Findings& findings, Summary& summary) {
    const store::Claims& claims = findings.models().base_models;
    summary.claims = static_cast<std::int64_t>(claims.target.size());
    for (std::uint32_t model = 0; model + 1 < claims.offsets.size(); ++model) {
        if (claims.offsets[model + 1] > claims.offsets[model]) {
            ++summary.claiming;
            summary.orphans += has_parent(findings, model) ? 0 : 1;
        }
    }
}

/// Models on an edge that claim nothing good: they are parents only.
std::int64_t count_unclaiming_linked(const Findings& findings) {
    const store::Claims& claims = findings.models().base_models;
    return std::count_if(findings.graph.models.begin(), findings.graph.models.end(),
                         [&claims](std::uint32_t model) {
                             return claims.offsets[model + 1] == claims.offsets[model];
                         });
}

void find_largest_tree(const Findings& findings, Summary& summary) {
    const network::Components& trees = findings.graph.trees;
    const std::size_t largest = trees.largest();
    summary.largest_tree = count(largest);
    for (Node node = 0; node < findings.graph.models.size(); ++node) {
        if (trees.sizes[trees.component[node]] != largest) {
            continue;
        }
        const auto& best = summary.largest_tree_root;
        const auto& descendants = findings.descendants;
        if (!best || descendants[node] > descendants[*best] ||
            (descendants[node] == descendants[*best] && findings.id(node) < findings.id(*best))) {
            summary.largest_tree_root = node;
        }
    }
}

void count_cycles(const Graph& graph, Summary& summary) {
    for (std::size_t i = 0; i < graph.cycles.size(); ++i) {
        const std::size_t members = graph.cycles[i].size();
        summary.cycles += members > 1 ? 1 : 0;
        summary.cyclic_models += members > 1 ? count(members) : 0;
    }
    for (const std::uint32_t generation : graph.generation) {
        if (generation != network::kUnreached) {
            summary.generations = std::max<std::int64_t>(summary.generations, generation);
        }
    }
}

}  // namespace

Summary summarise(const Findings& findings) {
    Summary summary{.models = count(findings.models().size())};
    count_degrees(findings.graph.digraph, summary);
    count_claims(findings, summary);
    summary.isolated = summary.models - summary.claiming - count_unclaiming_linked(findings);
    find_largest_tree(findings, summary);
    count_cycles(findings.graph, summary);
    return summary;
}

void fill_summary(const Findings& findings, core::Table& table) {
    if (!models_are_known(findings)) {
        table.add_row(std::vector<core::Cell>(table.columns().size()));
        return;
    }
    const Summary summary = summarise(findings);
    const LineageEdges& lineage = findings.graph.lineage;
    table.add_row({summary.models,
                   summary.claiming,
                   ratio_cell(summary.claiming, summary.models),
                   summary.claims,
                   count(lineage.edges.size()),
                   summary.parents,
                   summary.children,
                   summary.roots,
                   summary.orphans,
                   summary.isolated,
                   count(findings.graph.models.size()),
                   summary.merged,
                   count(findings.graph.trees.sizes.size()),
                   summary.largest_tree,
                   summary.largest_tree_root
                       ? core::Cell(std::string(findings.id(*summary.largest_tree_root)))
                       : core::Cell(),
                   summary.generations,
                   summary.cycles,
                   summary.cyclic_models,
                   lineage.count(ClaimState::kSelf),
                   lineage.count(ClaimState::kUnresolved),
                   lineage.count(ClaimState::kRemoved),
                   lineage.count(ClaimState::kGood) - count(lineage.edges.size())});
}

}  // namespace hubmine::analysis::lineage
