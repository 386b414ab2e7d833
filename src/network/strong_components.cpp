#include "hubmine/network/strong_components.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace hubmine::network {

namespace {

constexpr std::uint32_t kNotEntered = std::numeric_limits<std::uint32_t>::max();

class Tarjan {
  public:
    explicit Tarjan(const Digraph& graph)
        : graph_(graph),
          found_(graph.node_count(), kNotEntered),
          lowest_(graph.node_count(), 0),
          component_(graph.node_count(), kNotEntered) {}

    [[nodiscard]] std::vector<std::uint32_t> components() {
        for (Node root = 0; root < graph_.node_count(); ++root) {
            if (found_[root] == kNotEntered) {
                explore(root);
            }
        }
        return std::move(component_);
    }

    [[nodiscard]] std::uint32_t count() const { return components_; }

  private:
    /// A node whose successors are being looked at, and how many of them were.
    struct Step {
        Node node = 0;
        std::size_t seen = 0;
    };

    void enter(Node node) {
        found_[node] = lowest_[node] = time_++;
        open_.push_back(node);
        path_.push_back({.node = node, .seen = 0});
    }

    void explore(Node root) {
        enter(root);
        while (!path_.empty()) {
            const Node node = path_.back().node;
            const auto successors = graph_.successors(node);
            if (path_.back().seen < successors.size()) {
                look_at(node, successors[path_.back().seen++]);
            } else {
                leave(node);
            }
        }
    }

    void look_at(Node node, Node next) {
        if (found_[next] == kNotEntered) {
            enter(next);
        } else if (component_[next] == kNotEntered) {
            lowest_[node] = std::min(lowest_[node], found_[next]);
        }
    }

    void leave(Node node) {
        path_.pop_back();
        if (!path_.empty()) {
            const Node before = path_.back().node;
            lowest_[before] = std::min(lowest_[before], lowest_[node]);
        }
        if (lowest_[node] != found_[node]) {
            return;
        }
        Node member = 0;
        do {
            member = open_.back();
            open_.pop_back();
            component_[member] = components_;
        } while (member != node);
        ++components_;
    }

    const Digraph& graph_;
    std::vector<std::uint32_t> found_;   // when a node was entered
    std::vector<std::uint32_t> lowest_;  // the earliest open node that it leads back to
    std::vector<std::uint32_t> component_;
    std::vector<Node> open_;
    std::vector<Step> path_;
    std::uint32_t time_ = 0;
    std::uint32_t components_ = 0;
};

}  // namespace

StrongComponents strong_components(const Digraph& graph) {
    Tarjan tarjan(graph);
    StrongComponents result{.component = tarjan.components(), .offsets = {}, .nodes = {}};
    result.offsets.assign(tarjan.count() + std::size_t{1}, 0);
    for (const std::uint32_t component : result.component) {
        ++result.offsets[component + std::size_t{1}];
    }
    std::partial_sum(result.offsets.begin(), result.offsets.end(), result.offsets.begin());
    std::vector<std::size_t> next(result.offsets.begin(), result.offsets.end() - 1);
    result.nodes.resize(graph.node_count());
    for (Node node = 0; node < graph.node_count(); ++node) {
        result.nodes[next[result.component[node]]++] = node;
    }
    return result;
}

}  // namespace hubmine::network
