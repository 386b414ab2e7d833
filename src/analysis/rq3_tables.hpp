#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "organisations.hpp"
#include "rq3_networks.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis::rq3 {

/// The tables of RQ3, in the order of the catalogue.
[[nodiscard]] std::vector<core::Schema> schemas();

/// What every table is made from.
struct Findings {
    const store::Dataset& data;
    const std::vector<Network>& networks;
    const Organisations& organisations;
    std::size_t top = 100;
};

void fill_summary(const Findings& findings, core::Table& table);
void fill_usage(const Findings& findings, core::Table& table);
void fill_co_usage(const Findings& findings, core::Table& table);
void fill_owners(const Findings& findings, core::Table& table);
void fill_degrees(const Findings& findings, core::Table& table);

}  // namespace hubmine::analysis::rq3
