#include "hubmine/network/reach.hpp"

#include <algorithm>

namespace hubmine::network {

std::span<const Node> Reach::from(std::span<const Node> sources) {
    if (++search_ == 0) {
        // After 2^32 searches their numbers begin anew.
        std::fill(seen_in_.begin(), seen_in_.end(), 0);
        search_ = 1;
    }
    found_.assign(sources.begin(), sources.end());
    for (const Node source : sources) {
        seen_in_[source] = search_;
    }
    for (std::size_t next = 0; next < found_.size(); ++next) {
        for (const Node node : graph_.successors(found_[next])) {
            if (seen_in_[node] != search_) {
                seen_in_[node] = search_;
                found_.push_back(node);
            }
        }
    }
    return found_;
}

std::vector<std::size_t> descendant_counts(const Digraph& graph,
                                           const StrongComponents& components) {
    std::vector<std::size_t> counts(graph.node_count(), 0);
    Reach reach(graph);
    for (std::size_t i = 0; i < components.size(); ++i) {
        const std::span<const Node> members = components[i];
        if (graph.out_degree(members.front()) == 0) {
            continue;
        }
        const std::size_t others = reach.from(members).size() - 1;
        for (const Node member : members) {
            counts[member] = others;
        }
    }
    return counts;
}

std::vector<std::uint32_t> distances(const Digraph& graph, std::span<const Node> sources) {
    std::vector<std::uint32_t> distance(graph.node_count(), kUnreached);
    std::vector<Node> reached(sources.begin(), sources.end());
    for (const Node source : sources) {
        distance[source] = 0;
    }
    for (std::size_t next = 0; next < reached.size(); ++next) {
        const Node node = reached[next];
        for (const Node successor : graph.successors(node)) {
            if (distance[successor] == kUnreached) {
                distance[successor] = distance[node] + 1;
                reached.push_back(successor);
            }
        }
    }
    return distance;
}

}  // namespace hubmine::network
