#include "hubmine/stats/counts.hpp"
#include "hubmine/stats/distribution.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "common/owner.hpp"
#include "lineage/findings.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

/// By node: how many edges of each relation lead to children.
using ChildrenByRelation = std::vector<std::array<std::int64_t, kAllRelations.size()>>;

ChildrenByRelation children_by_relation(const Graph& graph) {
    ChildrenByRelation children(graph.models.size());
    for (const LineageEdge& edge : graph.lineage.edges) {
        ++children[edge.parent].at(static_cast<std::size_t>(edge.relation));
    }
    return children;
}

/// All models of owners, with children or not, by number of the owner.
struct OwnTotals {
    std::vector<std::int64_t> models;
    std::vector<stats::Int128> downloads;
};

OwnTotals own_totals(const Findings& findings) {
    const auto owners = findings.entities->owners_of(core::Kind::kModel);
    OwnTotals totals{.models = std::vector<std::int64_t>(findings.traits.owners, 0),
                     .downloads = std::vector<stats::Int128>(findings.traits.owners, 0)};
    for (std::size_t model = 0; model < owners.size(); ++model) {
        ++totals.models[owners[model]];
        totals.downloads[owners[model]] += findings.models().downloads[model].value_or(0);
    }
    return totals;
}

/// Those that have a name, in the order of the ranking.
std::vector<OwnerOffspring> ranked_owners(const Findings& findings) {
    const auto name = [&findings](const OwnerOffspring& offspring) {
        return findings.entities->owner(offspring.owner).name;
    };
    std::vector<OwnerOffspring> ranked;
    for (const OwnerOffspring& offspring : findings.owners) {
        if (findings.entities->owner(offspring.owner).is_named) {
            ranked.push_back(offspring);
        }
    }
    std::sort(ranked.begin(), ranked.end(),
              [&name](const OwnerOffspring& a, const OwnerOffspring& b) {
                  if (a.descendants != b.descendants) {
                      return a.descendants > b.descendants;
                  }
                  if (a.external_children != b.external_children) {
                      return a.external_children > b.external_children;
                  }
                  return name(a) < name(b);
              });
    return ranked;
}

void add_degrees(const std::string& measure, const std::vector<std::int64_t>& values,
                 core::Table& table) {
    const stats::Counts sample = stats::count_values(values);
    const std::vector<double> reached = stats::ccdf(sample);
    for (std::size_t i = 0; i < sample.distinct(); ++i) {
        table.add_row({measure, sample.values[i], sample.counts[i], reached[i]});
    }
}

}  // namespace

core::Cell generation_cell(const Graph& graph, Node node) {
    const std::uint32_t generation = graph.generation[node];
    return generation == network::kUnreached ? core::Cell() : core::Cell(std::int64_t{generation});
}

void fill_models(const Findings& findings, core::RowSink& rows) {
    const ChildrenByRelation by_relation = children_by_relation(findings.graph);
    const std::size_t first = findings.settings.first_of(findings.ranking.size(), kDefaultTop);
    for (std::size_t rank = 0; rank < first; ++rank) {
        const Node node = findings.ranking[rank];
        const std::string_view id = findings.id(node);
        const Offspring& offspring = findings.offspring[node];
        const std::int64_t downloads = findings.traits.downloads[node];
        std::vector<core::Cell> row{count(rank + 1), std::string(id), owner_cell(id),
                                    generation_cell(findings.graph, node), findings.children(node)};
        for (const std::int64_t children : by_relation[node]) {
            row.emplace_back(children);
        }
        for (core::Cell& cell : std::vector<core::Cell>{
                 offspring.models, offspring.owners, offspring.external, downloads,
                 findings.traits.likes[node], sum_cell(offspring.downloads),
                 sum_cell(offspring.likes), ratio_cell(offspring.downloads, downloads)}) {
            row.push_back(std::move(cell));
        }
        rows.add_row(std::move(row));
    }
}

void fill_owners(const Findings& findings, core::RowSink& rows) {
    const OwnTotals own = own_totals(findings);
    const std::vector<OwnerOffspring> ranked = ranked_owners(findings);
    const std::size_t first = findings.settings.first_of(ranked.size(), kDefaultTop);
    for (std::size_t rank = 0; rank < first; ++rank) {
        const OwnerOffspring& offspring = ranked[rank];
        const Owner owner = findings.entities->owner(offspring.owner);
        const stats::Int128 downloads = own.downloads[offspring.owner];
        rows.add_row({count(rank + 1), std::string(owner.name),
                      std::string(findings.entities->entity(owner.entity).name),
                      std::string(entity_type_name(owner.type)), text_or_missing(owner.country),
                      own.models[offspring.owner], offspring.parents, offspring.derivatives,
                      offspring.children, offspring.external_children, offspring.descendants,
                      offspring.owners, sum_cell(downloads), sum_cell(offspring.downloads),
                      ratio_cell(offspring.downloads, downloads)});
    }
}

void fill_degrees(const Findings& findings, core::Table& table) {
    std::vector<std::int64_t> children;
    std::vector<std::int64_t> descendants;
    for (const Node node : findings.ranking) {
        children.push_back(findings.children(node));
        descendants.push_back(findings.descendants[node]);
    }
    add_degrees("children", children, table);
    add_degrees("descendants", descendants, table);
}

}  // namespace hubmine::analysis::lineage
