#include "common/drawn_graph.hpp"

#include "common/columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace hubmine::analysis {

namespace {

constexpr std::array<std::string_view, 8> kGroupColours{"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                        "#E69F00", "#56B4E9", "#F0E442", "#8C6BB1"};

std::map<std::string, std::string_view> colours_of(const std::vector<NodeLook>& nodes) {
    std::map<std::string, std::int64_t> sizes;
    for (const NodeLook& node : nodes) {
        if (!node.group.empty()) {
            ++sizes[node.group];
        }
    }
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [group, size] : sizes) {
        if (size > 1) {
            order.emplace_back(-size, group);
        }
    }
    std::sort(order.begin(), order.end());
    std::map<std::string, std::string_view> colours;
    for (std::size_t i = 0; i < std::min(order.size(), kGroupColours.size()); ++i) {
        colours.emplace(order[i].second, kGroupColours.at(i));
    }
    return colours;
}

/// The table with more columns; `look_of(row)` gives their cells.
template <typename LookOf>
core::Table widened(const core::Table& table, const std::vector<core::Column>& more,
                    const LookOf& look_of) {
    core::Schema schema = table.schema();
    schema.columns.insert(schema.columns.end(), more.begin(), more.end());
    core::Table wide(std::move(schema));
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        std::vector<core::Cell> cells = table.row(row);
        for (core::Cell& cell : look_of(row)) {
            cells.push_back(std::move(cell));
        }
        wide.add_row(std::move(cells));
    }
    return wide;
}

}  // namespace

double radius_of(std::int64_t number) {
    constexpr double kLeast = 1.5;
    constexpr double kTenfold = 1.2;
    constexpr double kHundredth = 100;
    const auto all = static_cast<double>(std::max<std::int64_t>(number, 0));
    return std::round((kLeast + kTenfold * std::log10(1 + all)) * kHundredth) / kHundredth;
}

GraphTables drawn(const GraphTables& tables, const std::vector<NodeLook>& nodes,
                  const std::vector<EdgeLook>& edges) {
    const auto colours = colours_of(nodes);
    const auto node_cells = [&](std::size_t row) {
        const NodeLook& look = nodes[row];
        const auto colour = colours.find(look.group);
        return std::vector<core::Cell>{
            look.at.x,
            look.at.y,
            look.radius,
            look.group.empty() ? core::Cell() : core::Cell(look.group),
            std::string(colour == colours.end() ? kGrey : colour->second),
            std::int64_t{look.is_labelled ? 1 : 0}};
    };
    const auto edge_cells = [&](std::size_t row) {
        return std::vector<core::Cell>{edges[row].colour, edges[row].width};
    };
    return {
        .nodes = widened(tables.nodes,
                         {real("x", "pixels to the right"), real("y", "pixels downwards"),
                          real("size", "radius in pixels"),
                          term("group", "what the colour tells; none: not known"),
                          term("colour", "of the group; grey: of none of the largest"),
                          integer("labelled", "1 = its name is written beside it")},
                         node_cells),
        .edges = widened(tables.edges, {term("colour", "of the edge"), real("width", "in pixels")},
                         edge_cells)};
}

}  // namespace hubmine::analysis
