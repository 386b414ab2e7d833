#include "common/core_picture.hpp"

#include "hubmine/core/column_of.hpp"
#include "hubmine/core/number_in.hpp"
#include "hubmine/network/core_decomposition.hpp"
#include "hubmine/network/layout.hpp"

#include "common/drawn_graph.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace hubmine::analysis {

namespace {

using network::Node;

std::string text_at(const core::Table& table, std::size_t row, std::size_t column) {
    return core::exact_text(table.cell(row, column));
}

/// The edges of the table between the rows of the nodes' table that have a number in `place`.
class Between {
  public:
    Between(const GraphTables& tables, std::vector<Node> place)
        : edges_(tables.edges), place_(std::move(place)) {
        for (std::size_t row = 0; row < tables.nodes.row_count(); ++row) {
            row_of_.emplace(text_at(tables.nodes, row, 0), row);
        }
    }

    /// Calls visit(row, source, target).
    template <typename Visit>
    void for_each(const Visit& visit) const {
        for (std::size_t row = 0; row < edges_.row_count(); ++row) {
            const Node source = place_[row_of_.at(text_at(edges_, row, 0))];
            const Node target = place_[row_of_.at(text_at(edges_, row, 1))];
            if (source != network::kNoParent && target != network::kNoParent) {
                visit(row, source, target);
            }
        }
    }
    [[nodiscard]] network::Digraph graph(std::size_t nodes) const {
        std::vector<network::Edge> edges;
        for_each([&](std::size_t /*row*/, Node source, Node target) {
            edges.push_back({source, target, 1});
        });
        return {nodes, edges};
    }

  private:
    const core::Table& edges_;
    std::vector<Node> place_;  // by row of the nodes' table
    std::unordered_map<std::string, std::size_t> row_of_;
};

/// Rows of the nodes' table, by degree, then id.
std::vector<std::size_t> innermost(const GraphTables& tables, const network::Digraph& graph,
                                   std::size_t most) {
    const std::vector<std::uint32_t> cores = network::undirected_core_numbers(graph);
    std::vector<std::tuple<std::int64_t, std::int64_t, std::string, std::size_t>> order;
    for (Node node = 0; node < graph.node_count(); ++node) {
        order.emplace_back(-std::int64_t{cores[node]},
                           -static_cast<std::int64_t>(graph.degree(node)),
                           text_at(tables.nodes, node, 0), node);
    }
    std::sort(order.begin(), order.end());
    std::size_t kept = std::min(most, order.size());
    while (kept > 0 && kept < order.size() &&
           std::get<0>(order[kept - 1]) == std::get<0>(order[kept])) {
        --kept;
    }
    kept = kept == 0 ? std::min(most, order.size()) : kept;
    order.resize(kept);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return std::tie(std::get<1>(a), std::get<2>(a)) < std::tie(std::get<1>(b), std::get<2>(b));
    });
    std::vector<std::size_t> rows;
    rows.reserve(order.size());
    for (const auto& each : order) {
        rows.push_back(std::get<3>(each));
    }
    return rows;
}

std::vector<NodeLook> node_looks(const core::Table& nodes, const network::Digraph& graph) {
    constexpr std::size_t kLabels = 30;
    const auto downloads = core::column_of(nodes, "downloads");
    const auto community = core::column_of(nodes, "community");
    const auto group = community ? community : core::column_of(nodes, "owner");
    const std::vector<network::Point> points = network::lay_out_by_forces(graph);
    std::vector<NodeLook> looks;
    for (Node node = 0; node < nodes.row_count(); ++node) {
        const core::Cell number = downloads ? nodes.cell(node, *downloads) : core::Cell();
        const auto* const known = std::get_if<std::int64_t>(&number);
        const std::string name = group ? text_at(nodes, node, *group) : std::string();
        looks.push_back(
            {.at = points[node],
             .radius = radius_of(downloads ? (known == nullptr ? 0 : *known)
                                           : static_cast<std::int64_t>(graph.degree(node))),
             .group = community && !name.empty() ? "community " + name : name,
             .is_labelled = node < kLabels});
    }
    return looks;
}

EdgeLook edge_look(const core::Table& edges, std::size_t row) {
    constexpr double kLeast = 0.3;
    constexpr double kTenfold = 0.4;
    constexpr double kMost = 2;
    const auto column = core::column_of(edges, "weight");
    const double weight = column ? core::number_in(edges.cell(row, *column)).value_or(1) : 1;
    return {
        .colour = std::string(kGrey),
        .width = std::clamp(kLeast + kTenfold * std::log10(std::max(weight, 1.0)), kLeast, kMost)};
}

}  // namespace

GraphTables picture_of_cores(const GraphTables& whole, std::size_t most) {
    std::vector<Node> place(whole.nodes.row_count());
    for (Node node = 0; node < place.size(); ++node) {
        place[node] = node;
    }
    const network::Digraph all = Between(whole, place).graph(place.size());
    const std::vector<std::size_t> rows = innermost(whole, all, most);
    std::fill(place.begin(), place.end(), network::kNoParent);
    GraphTables kept{.nodes = core::Table(whole.nodes.schema()),
                     .edges = core::Table(whole.edges.schema())};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        place[rows[i]] = static_cast<Node>(i);
        kept.nodes.add_row(whole.nodes.row(rows[i]));
    }
    const Between between(whole, std::move(place));
    std::vector<EdgeLook> looks;
    between.for_each([&](std::size_t row, Node /*source*/, Node /*target*/) {
        kept.edges.add_row(whole.edges.row(row));
        looks.push_back(edge_look(whole.edges, row));
    });
    return drawn(kept, node_looks(kept.nodes, between.graph(rows.size())), looks);
}

}  // namespace hubmine::analysis
