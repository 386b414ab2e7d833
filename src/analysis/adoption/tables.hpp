#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/store/dataset.hpp"

#include "adoption/networks.hpp"
#include "common/organisations.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis::adoption {

/// The tables of RQ3, in the order of the catalogue.
[[nodiscard]] std::vector<core::Schema> schemas();

/// What every table is made from.
struct Findings {
    const store::Dataset& data;
    const Edges& edges;
    const std::vector<Network>& networks;
    const Organisations& organisations;
    std::size_t top = 100;
};

/// What `n_ge_1000` counts from.
inline constexpr std::int64_t kMany = 1000;

/// Owners by the number of their models in the ranking, descending, ties by name. Models without
/// an owner are not counted.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> owners_of(const Findings& findings,
                                                                          const Network& network);

void fill_summary(const Findings& findings, core::Table& table);
void fill_usage(const Findings& findings, core::Table& table);
void fill_co_usage(const Findings& findings, core::Table& table);
void fill_owners(const Findings& findings, core::Table& table);
void fill_degrees(const Findings& findings, core::Table& table);
void fill_correlations(const Findings& findings, core::Table& table);

}  // namespace hubmine::analysis::adoption
