#include "hubmine/network/core_decomposition.hpp"

#include "neighbourhood.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hubmine::network {

namespace {

/// Nodes in order of their remaining degree, with the bins of equal degree: a node moves to the
/// next lower bin in constant time.
class DegreeOrder {
  public:
    explicit DegreeOrder(std::vector<std::uint32_t> degrees)
        : degree_(std::move(degrees)), order_(degree_.size()), position_(degree_.size()) {
        const std::uint32_t highest =
            degree_.empty() ? 0 : *std::max_element(degree_.begin(), degree_.end());
        first_.assign(std::size_t{highest} + 2, 0);
        for (const std::uint32_t degree : degree_) {
            ++first_[degree + 1];
        }
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        for (Node node = 0; node < degree_.size(); ++node) {
            position_[node] = next[degree_[node]]++;
            order_[position_[node]] = node;
        }
    }

    [[nodiscard]] Node at(std::size_t index) const { return order_[index]; }
    [[nodiscard]] std::uint32_t degree(Node node) const { return degree_[node]; }

    void lower(Node node) {
        const std::size_t start = first_[degree_[node]];
        const Node other = order_[start];
        std::swap(order_[position_[node]], order_[start]);
        std::swap(position_[node], position_[other]);
        ++first_[degree_[node]];
        --degree_[node];
    }

    [[nodiscard]] std::vector<std::uint32_t> release() { return std::move(degree_); }

  private:
    std::vector<std::uint32_t> degree_;
    std::vector<Node> order_;
    std::vector<std::size_t> position_;
    std::vector<std::size_t> first_;  // by degree: where its bin starts in order_
};

/// `edges_of(link)` says how much of its neighbours' degree a removed node takes along.
template <typename EdgesOf>
std::vector<std::uint32_t> peel(const Neighbourhoods& graph, const EdgesOf& edges_of) {
    std::vector<std::uint32_t> degrees(graph.size(), 0);
    for (Node node = 0; node < graph.size(); ++node) {
        for (const Link& link : graph[node]) {
            degrees[node] += edges_of(link);
        }
    }
    DegreeOrder order(std::move(degrees));
    for (std::size_t i = 0; i < graph.size(); ++i) {
        const Node node = order.at(i);
        for (const Link& link : graph[node]) {
            for (std::uint32_t e = 0; e < edges_of(link); ++e) {
                if (order.degree(link.node) > order.degree(node)) {
                    order.lower(link.node);
                }
            }
        }
    }
    return order.release();
}

}  // namespace

std::vector<std::uint32_t> core_numbers(const Digraph& graph) {
    return peel(Neighbourhoods(graph), [](const Link& link) { return link.edges; });
}

std::vector<std::uint32_t> undirected_core_numbers(const Digraph& graph) {
    return peel(Neighbourhoods(graph), [](const Link&) { return 1U; });
}

std::vector<Node> core_nodes(std::span<const std::uint32_t> cores, std::uint32_t k) {
    std::vector<Node> nodes;
    for (Node node = 0; node < cores.size(); ++node) {
        if (cores[node] >= k) {
            nodes.push_back(node);
        }
    }
    return nodes;
}

}  // namespace hubmine::network
