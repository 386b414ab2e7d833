#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table.hpp"

#include "collaboration/findings.hpp"
#include "collaboration/windows.hpp"

#include <functional>
#include <string>
#include <vector>

namespace hubmine::analysis::collaboration {

/// What the names of developers are printed as.
using NameOf = std::function<std::string(std::uint32_t author)>;

/// What every table is made from.
struct Findings {
    const store::Dataset& data;
    Settings settings;
    std::vector<SubfieldFindings> subfields;
    std::vector<Window> windows;
    NameOf name_of;
};

/// The network of each period.
void fill_windows(const Findings& findings, core::Table& table);

/// The tables of RQ2, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

/// By node.
[[nodiscard]] std::vector<std::string> printed_names(const DeveloperNetwork& network,
                                                     const NameOf& name_of);
/// By degree, descending, then by printed name.
[[nodiscard]] std::vector<network::Node> by_degree(const DeveloperNetwork& network,
                                                   const std::vector<std::string>& names);
/// By printed source, then target: pseudonyms stand in another order than the names they hide.
void for_each_edge(const DeveloperNetwork& network, const std::vector<std::string>& names,
                   const std::function<void(network::Node, network::Node, double)>& visit);
/// The columns of `developers` after its rank, for one node.
[[nodiscard]] std::vector<core::Cell> developer_cells(const SubfieldFindings& findings,
                                                      network::Node node, std::string name);
/// What those columns are.
[[nodiscard]] std::vector<core::Column> developer_columns();

}  // namespace hubmine::analysis::collaboration
