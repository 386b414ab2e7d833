#include "hubmine/network/components.hpp"

#include <algorithm>
#include <limits>

namespace hubmine::network {

std::size_t Components::largest() const {
    return sizes.empty() ? 0 : *std::max_element(sizes.begin(), sizes.end());
}

Components weak_components(const Digraph& graph) {
    constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
    Components result{.component = std::vector(graph.node_count(), kUnseen), .sizes = {}};
    std::vector<Node> open;
    for (Node start = 0; start < graph.node_count(); ++start) {
        if (result.component[start] != kUnseen) {
            continue;
        }
        const auto label = static_cast<std::uint32_t>(result.sizes.size());
        const auto reach = [&](std::span<const Node> nodes) {
            for (const Node node : nodes) {
                if (result.component[node] == kUnseen) {
                    result.component[node] = label;
                    open.push_back(node);
                }
            }
        };
        std::size_t size = 0;
        reach(std::span(&start, 1));
        while (!open.empty()) {
            const Node node = open.back();
            open.pop_back();
            ++size;
            reach(graph.successors(node));
            reach(graph.predecessors(node));
        }
        result.sizes.push_back(size);
    }
    return result;
}

}  // namespace hubmine::network
