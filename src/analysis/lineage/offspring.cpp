#include "lineage/offspring.hpp"

#include <algorithm>
#include <numeric>

namespace hubmine::analysis::lineage {

namespace {

/// Everything that a search found, added up.
Offspring sum_of(std::span<const Node> found, const Traits& traits, Tally& owners) {
    Offspring sum{.models = static_cast<std::int64_t>(found.size())};
    owners.clear();
    for (const Node node : found) {
        owners.add(traits.owner[node]);
        sum.downloads += traits.downloads[node];
        sum.likes += traits.likes[node];
    }
    sum.owners = owners.distinct();
    return sum;
}

/// The same for one of what was found, which is no descendant of its own.
Offspring without(Node node, const Offspring& sum, const Traits& traits, const Tally& owners) {
    const std::int64_t of_owner = owners.count(traits.owner[node]);
    return {.models = sum.models - 1,
            .owners = sum.owners - (of_owner == 1 ? 1 : 0),
            .external = sum.models - of_owner,
            .downloads = sum.downloads - traits.downloads[node],
            .likes = sum.likes - traits.likes[node]};
}

std::vector<Node> nodes_by_owner(const Traits& traits) {
    std::vector<Node> nodes(traits.owner.size());
    std::iota(nodes.begin(), nodes.end(), Node{0});
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&traits](Node a, Node b) { return traits.owner[a] < traits.owner[b]; });
    return nodes;
}

OwnerOffspring counted_edges(const Graph& graph, const Traits& traits,
                             std::span<const Node> own_models) {
    OwnerOffspring counts{.owner = traits.owner[own_models.front()]};
    for (const Node node : own_models) {
        const auto children = graph.digraph.successors(node);
        counts.parents += children.empty() ? 0 : 1;
        counts.derivatives += graph.digraph.in_degree(node) > 0 ? 1 : 0;
        counts.children += static_cast<std::int64_t>(children.size());
        counts.external_children +=
            std::count_if(children.begin(), children.end(),
                          [&](Node child) { return traits.owner[child] != counts.owner; });
    }
    return counts;
}

}  // namespace

std::vector<Offspring> offspring_of_models(const Graph& graph, const Traits& traits) {
    std::vector<Offspring> offspring(graph.models.size());
    network::Reach reach(graph.digraph);
    Tally owners(traits.owners);
    for (std::size_t i = 0; i < graph.cycles.size(); ++i) {
        const std::span<const Node> members = graph.cycles[i];
        if (graph.digraph.out_degree(members.front()) == 0) {
            continue;
        }
        const Offspring sum = sum_of(reach.from(members), traits, owners);
        for (const Node member : members) {
            offspring[member] = without(member, sum, traits, owners);
        }
    }
    return offspring;
}

std::vector<OwnerOffspring> offspring_of_owners(const Graph& graph, const Traits& traits) {
    std::vector<OwnerOffspring> offspring;
    network::Reach reach(graph.digraph);
    Tally owners(traits.owners);
    const std::vector<Node> nodes = nodes_by_owner(traits);
    for (std::size_t first = 0; first < nodes.size();) {
        std::size_t last = first;
        while (last < nodes.size() && traits.owner[nodes[last]] == traits.owner[nodes[first]]) {
            ++last;
        }
        const auto own_models = std::span(nodes).subspan(first, last - first);
        OwnerOffspring counts = counted_edges(graph, traits, own_models);
        first = last;
        if (counts.children == 0) {
            continue;
        }
        owners.clear();
        for (const Node node : reach.from(own_models)) {
            if (traits.owner[node] != counts.owner) {
                ++counts.descendants;
                owners.add(traits.owner[node]);
                counts.downloads += traits.downloads[node];
            }
        }
        counts.owners = owners.distinct();
        offspring.push_back(counts);
    }
    return offspring;
}

}  // namespace hubmine::analysis::lineage
