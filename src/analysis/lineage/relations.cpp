#include "common/cells.hpp"
#include "common/columns.hpp"
#include "lineage/findings.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

/// Which numbers were met before.
class Once {
  public:
    explicit Once(std::size_t numbers) : met_(numbers, false) {}
    /// Whether it is the first time.
    [[nodiscard]] bool meets(std::uint32_t number) {
        const bool is_first = !met_[number];
        met_[number] = true;
        count_ += is_first ? 1 : 0;
        return is_first;
    }
    [[nodiscard]] std::int64_t count() const { return count_; }

  private:
    std::vector<bool> met_;
    std::int64_t count_ = 0;
};

struct RelationSums {
    std::int64_t edges = 0;
    std::int64_t parents = 0;
    std::int64_t children = 0;
    std::int64_t owners = 0;
    std::int64_t external = 0;
    std::int64_t leaves = 0;
    stats::Int128 downloads = 0;
    stats::Int128 likes = 0;
    std::vector<std::int64_t> lags;  ///< milliseconds
};

/// Over the edges of one relation, or over all.
RelationSums add_up(const Findings& findings, std::optional<Relation> relation) {
    const Graph& graph = findings.graph;
    const Traits& traits = findings.traits;
    RelationSums sums;
    Once parents(graph.models.size());
    Once children(graph.models.size());
    Once owners(traits.owners);
    for (const LineageEdge& edge : graph.lineage.edges) {
        if (relation && edge.relation != *relation) {
            continue;
        }
        ++sums.edges;
        static_cast<void>(parents.meets(edge.parent));
        sums.external += traits.owner[edge.parent] != traits.owner[edge.child] ? 1 : 0;
        if (const auto later =
                lag(findings.models(), graph.models[edge.parent], graph.models[edge.child])) {
            sums.lags.push_back(*later);
        }
        if (children.meets(edge.child)) {
            static_cast<void>(owners.meets(traits.owner[edge.child]));
            sums.leaves += graph.digraph.out_degree(edge.child) == 0 ? 1 : 0;
            sums.downloads += traits.downloads[edge.child];
            sums.likes += traits.likes[edge.child];
        }
    }
    sums.parents = parents.count();
    sums.children = children.count();
    sums.owners = owners.count();
    return sums;
}

void add_relation(const Findings& findings, std::optional<Relation> relation, core::Table& table) {
    const std::string name(relation ? relation_name(*relation) : "all");
    if (!models_are_known(findings)) {
        std::vector<core::Cell> row{name};
        row.resize(table.columns().size());
        table.add_row(std::move(row));
        return;
    }
    const RelationSums sums = add_up(findings, relation);
    const stats::Counts lags = stats::count_values(sums.lags);
    const auto quartile = [&lags](std::int64_t numerator) {
        return lags.empty() ? core::Cell() : core::Cell(lag_quantile(lags, numerator, 4));
    };
    table.add_row(
        {name, sums.edges, ratio_cell(sums.edges, count(findings.graph.lineage.edges.size())),
         sums.parents, sums.children, sums.owners, ratio_cell(sums.external, sums.edges),
         ratio_cell(sums.leaves, sums.children), sum_cell(sums.downloads), sum_cell(sums.likes),
         lags.n, quartile(1), quartile(2), quartile(3),
         count(static_cast<std::size_t>(std::count_if(
             sums.lags.begin(), sums.lags.end(), [](std::int64_t later) { return later < 0; })))});
}

}  // namespace

void fill_relations(const Findings& findings, core::Table& table) {
    add_relation(findings, std::nullopt, table);
    for (const Relation relation : kAllRelations) {
        add_relation(findings, relation, table);
    }
}

}  // namespace hubmine::analysis::lineage
