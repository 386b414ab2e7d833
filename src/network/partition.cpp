#include "hubmine/network/partition.hpp"

#include "edge_limit.hpp"

#include <algorithm>
#include <numeric>

namespace hubmine::network {

Partition numbered(std::span<const std::uint32_t> labels) {
    struct Group {
        std::size_t size = 0;
        std::size_t smallest = 0;
    };
    std::vector<Group> groups(labels.size());
    for (std::size_t node = labels.size(); node-- > 0;) {
        ++groups[labels[node]].size;
        groups[labels[node]].smallest = node;
    }
    std::vector<std::uint32_t> order(groups.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return groups[a].size != groups[b].size ? groups[a].size > groups[b].size
                                                : groups[a].smallest < groups[b].smallest;
    });
    std::vector<std::uint32_t> number(groups.size());
    Partition result{.community = std::vector<std::uint32_t>(labels.size()), .count = 0};
    for (const std::uint32_t label : order) {
        if (groups[label].size > 0) {
            number[label] = static_cast<std::uint32_t>(result.count++);
        }
    }
    std::transform(labels.begin(), labels.end(), result.community.begin(),
                   [&](std::uint32_t label) { return number[label]; });
    return result;
}

double modularity(const Digraph& graph, std::span<const std::uint32_t> community) {
    const std::int64_t m = edge_total(graph);
    if (m == 0) {
        return 0;
    }
    const std::uint32_t highest = *std::max_element(community.begin(), community.end());
    std::vector<std::int64_t> out(std::size_t{highest} + 1, 0);
    std::vector<std::int64_t> in(out.size(), 0);
    std::int64_t inside = 0;
    for (Node node = 0; node < graph.node_count(); ++node) {
        out[community[node]] += static_cast<std::int64_t>(graph.out_degree(node));
        in[community[node]] += static_cast<std::int64_t>(graph.in_degree(node));
        for (const Node target : graph.successors(node)) {
            inside += community[node] == community[target] ? 1 : 0;
        }
    }
    const std::int64_t expected =
        std::inner_product(out.begin(), out.end(), in.begin(), std::int64_t{0});
    const auto edges = static_cast<double>(m);
    return static_cast<double>(inside * m - expected) / (edges * edges);
}

}  // namespace hubmine::network
