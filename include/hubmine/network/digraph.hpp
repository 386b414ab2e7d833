#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Pure numbers: graphs in, numbers out; no SQL, no names, no I/O.
namespace hubmine::network {

/// A node's index, 0 .. node_count() - 1.
using Node = std::uint32_t;

struct Edge {
    Node source = 0;
    Node target = 0;
    double weight = 1;
    friend bool operator==(const Edge&, const Edge&) = default;
};

/// An immutable, simple, weighted directed graph in compressed sparse rows, both directions kept.
/// Names live elsewhere.
class Digraph {
  public:
    Digraph() = default;
    /// Self-loops are dropped. The weights of parallel edges are added in ascending order, so that
    /// the graph does not depend on the order of `edges`. Throws std::out_of_range when an end is
    /// not a node.
    Digraph(std::size_t nodes, std::span<const Edge> edges);

    [[nodiscard]] std::size_t node_count() const { return out_.offsets.size() - 1; }
    [[nodiscard]] std::size_t edge_count() const { return out_.nodes.size(); }

    /// Targets of the edges from `node`, ascending.
    [[nodiscard]] std::span<const Node> successors(Node node) const { return out_.row(node); }
    /// Weights of the edges from `node`, in the order of successors().
    [[nodiscard]] std::span<const double> out_weights(Node node) const { return out_.values(node); }
    /// Sources of the edges to `node`, ascending.
    [[nodiscard]] std::span<const Node> predecessors(Node node) const { return in_.row(node); }
    /// Weights of the edges to `node`, in the order of predecessors().
    [[nodiscard]] std::span<const double> in_weights(Node node) const { return in_.values(node); }

    [[nodiscard]] std::size_t out_degree(Node node) const { return out_.length(node); }
    [[nodiscard]] std::size_t in_degree(Node node) const { return in_.length(node); }
    /// In-degree + out-degree.
    [[nodiscard]] std::size_t degree(Node node) const {
        return out_.length(node) + in_.length(node);
    }

  private:
    struct Rows {
        std::vector<std::size_t> offsets{0};
        std::vector<Node> nodes;
        std::vector<double> weights;
        [[nodiscard]] std::size_t length(Node n) const { return offsets[n + 1] - offsets[n]; }
        [[nodiscard]] std::span<const Node> row(Node n) const {
            return std::span(nodes).subspan(offsets[n], length(n));
        }
        [[nodiscard]] std::span<const double> values(Node n) const {
            return std::span(weights).subspan(offsets[n], length(n));
        }
    };

    static Rows outgoing(std::size_t nodes, std::span<const Edge> edges);
    static Rows reversed(const Rows& out);

    Rows out_;
    Rows in_;
};

/// The edges among `nodes` (ascending, each once): node i of the result is nodes[i] of `graph`.
[[nodiscard]] Digraph induced_subgraph(const Digraph& graph, std::span<const Node> nodes);

}  // namespace hubmine::network
