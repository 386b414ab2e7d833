#pragma once

#include "hubmine/core/table.hpp"

#include "collaboration/measures.hpp"
#include "collaboration/network.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis::collaboration {

/// What the names of developers are printed as.
using NameOf = std::function<std::string(std::uint32_t author)>;

/// A network and what was measured on the whole of it. What no wanted table needs is empty.
struct Findings {
    Network network;
    std::vector<double> pagerank;
    std::vector<std::uint32_t> core;
    network::Partition communities;
    std::vector<Core> cores;
};

/// Which variant of the developers a row of `sensitivity` speaks of.
struct Variant {
    bool raw_identities = false;
    bool keep_bots = false;
};

/// The tables of the contract, in its order.
[[nodiscard]] std::vector<core::Schema> schemas();

void add_network(const Findings& findings, core::Table& table);
void add_cores(const Findings& findings, core::Table& table);
void add_degrees(const Findings& findings, core::Table& table);
/// Connected developers by degree, descending, then by printed name; at most `top` (0 = all).
void add_developers(const Findings& findings, const NameOf& name_of, std::size_t top,
                    core::Table& table);
/// By node.
[[nodiscard]] std::vector<std::string> printed_names(const Network& network, const NameOf& name_of);
/// By printed source, then target: pseudonyms stand in another order than the names they hide.
void for_each_edge(const Network& network, const std::vector<std::string>& names,
                   const std::function<void(network::Node, network::Node, double)>& visit);
/// Edges by printed source, then target.
void add_edges(const Findings& findings, const NameOf& name_of, core::Table& table);
/// The columns of `developers` after its rank, for one node.
[[nodiscard]] std::vector<core::Cell> developer_cells(const Findings& findings, network::Node node,
                                                      std::string name);
/// What those columns are.
[[nodiscard]] std::vector<core::Column> developer_columns();
void add_sensitivity(const Findings& findings, const Variant& variant, core::Table& table);

}  // namespace hubmine::analysis::collaboration
