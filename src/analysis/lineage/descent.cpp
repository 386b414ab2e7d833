#include "hubmine/stats/counts.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "lineage/findings.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

/// A model that descends, and how far from where it starts.
struct Relative {
    std::uint32_t model = 0;
    std::uint32_t generation = 0;
    std::optional<Node> node;  ///< absent of a root that is on no edge
};

/// Those at a known distance and not deeper than wanted, nearest first.
std::vector<Relative> relatives_at(const Findings& findings,
                                   const std::vector<std::uint32_t>& distance) {
    const auto deepest = static_cast<std::uint64_t>(findings.settings.depth);
    std::vector<Relative> relatives;
    for (Node node = 0; node < distance.size(); ++node) {
        const std::uint32_t generation = distance[node];
        if (generation != network::kUnreached && (deepest == 0 || generation <= deepest)) {
            relatives.push_back({findings.graph.models[node], generation, node});
        }
    }
    std::stable_sort(relatives.begin(), relatives.end(), [](const Relative& a, const Relative& b) {
        return a.generation < b.generation;
    });
    return relatives;
}

/// What descends from a model, itself first.
struct Descent {
    std::vector<std::uint32_t> distance;  ///< by node
    std::vector<Relative> relatives;
};

Descent descent_from(const Findings& findings, std::uint32_t root) {
    const std::optional<Node> node = findings.graph.node_of(root);
    if (!node) {
        return {.distance = {}, .relatives = {{root, 0, std::nullopt}}};
    }
    Descent descent{.distance = network::distances(findings.graph.digraph, std::span(&*node, 1)),
                    .relatives = {}};
    descent.relatives = relatives_at(findings, descent.distance);
    return descent;
}

/// The largest lag to a parent of the generation before.
std::optional<std::int64_t> lag_to_parents(const Findings& findings, const Relative& relative) {
    std::optional<std::int64_t> largest;
    const Graph& graph = findings.graph;
    for (const Node parent : graph.digraph.predecessors(*relative.node)) {
        if (graph.generation[parent] + 1 == relative.generation) {
            largest =
                std::max(largest, lag(findings.models(), graph.models[parent], relative.model));
        }
    }
    return largest;
}

/// Adds a row for each run of relatives of one generation. `lag_of` is asked of all but the first
/// generation.
template <typename LagOf>
void add_generations(const Findings& findings, const core::Cell& root,
                     const std::vector<Relative>& relatives, const LagOf& lag_of,
                     core::Table& table) {
    const store::Repos& models = findings.models();
    const auto owner_numbers = findings.entities->owners_of(core::Kind::kModel);
    Tally owners(findings.traits.owners);
    for (std::size_t next = 0; next < relatives.size();) {
        const std::uint32_t generation = relatives[next].generation;
        const std::size_t first = next;
        stats::Int128 downloads = 0;
        stats::Int128 likes = 0;
        std::vector<std::int64_t> lags;
        owners.clear();
        for (; next < relatives.size() && relatives[next].generation == generation; ++next) {
            const std::uint32_t model = relatives[next].model;
            owners.add(owner_numbers[model]);
            downloads += models.downloads[model].value_or(0);
            likes += models.likes[model].value_or(0);
            const std::optional<std::int64_t> later =
                generation == 0 ? std::nullopt : lag_of(relatives[next]);
            if (later) {
                lags.push_back(*later);
            }
        }
        table.add_row({root, std::int64_t{generation}, count(next - first), owners.distinct(),
                       sum_cell(downloads), sum_cell(likes),
                       lags.empty() ? core::Cell()
                                    : core::Cell(lag_quantile(stats::count_values(lags), 1, 2))});
    }
}

/// Of the parents one generation nearer, the one whose id is smallest.
std::optional<Node> tree_parent(const Findings& findings, const Descent& descent,
                                const Relative& relative) {
    std::optional<Node> smallest;
    if (relative.generation == 0) {
        return smallest;
    }
    for (const Node parent : findings.graph.digraph.predecessors(*relative.node)) {
        if (descent.distance[parent] + 1 == relative.generation &&
            (!smallest || findings.id(parent) < findings.id(*smallest))) {
            smallest = parent;
        }
    }
    return smallest;
}

void add_relative(const Findings& findings, const std::string& root, const Descent& descent,
                  const Relative& relative, core::RowSink& rows) {
    const store::Repos& models = findings.models();
    const std::optional<Node> parent = tree_parent(findings, descent, relative);
    const store::TextId license = models.license[relative.model];
    const auto& created_at = models.created_at[relative.model];
    rows.add_row({root, std::string(models.id[relative.model]), std::int64_t{relative.generation},
                  parent ? core::Cell(std::string(findings.id(*parent))) : core::Cell(),
                  parent ? core::Cell(std::string(
                               relation_name(findings.graph.relation_of(*parent, *relative.node))))
                         : core::Cell(),
                  relative.node ? findings.children(*relative.node) : 0,
                  relative.node ? findings.descendants[*relative.node] : 0,
                  text_or_missing(license == store::kNoText ? std::string_view()
                                                            : findings.data.licenses[license]),
                  std::string(class_name(findings.classes.of(license))),
                  core::cell_or_missing(models.parameters[relative.model]),
                  models.downloads[relative.model].value_or(0),
                  models.likes[relative.model].value_or(0),
                  created_at ? core::Cell(core::format_time(*created_at)) : core::Cell()});
}

}  // namespace

void fill_generations(const Findings& findings, core::Table& table) {
    if (!findings.root) {
        add_generations(
            findings, core::Cell(), relatives_at(findings, findings.graph.generation),
            [&findings](const Relative& relative) { return lag_to_parents(findings, relative); },
            table);
        return;
    }
    const std::uint32_t root = *findings.root;
    add_generations(
        findings, std::string(findings.models().id[root]), descent_from(findings, root).relatives,
        [&](const Relative& relative) { return lag(findings.models(), root, relative.model); },
        table);
}

void fill_tree(const Findings& findings, core::RowSink& rows) {
    std::optional<std::uint32_t> root = findings.root;
    if (!root && !findings.ranking.empty()) {
        root = findings.graph.models[findings.ranking.front()];
    }
    if (!root) {
        return;
    }
    const core::Texts& ids = findings.models().id;
    Descent descent = descent_from(findings, *root);
    std::sort(descent.relatives.begin(), descent.relatives.end(),
              [&ids](const Relative& a, const Relative& b) {
                  return a.generation != b.generation ? a.generation < b.generation
                                                      : ids[a.model] < ids[b.model];
              });
    const std::string name(ids[*root]);
    for (const Relative& relative : descent.relatives) {
        add_relative(findings, name, descent, relative, rows);
    }
}

}  // namespace hubmine::analysis::lineage
