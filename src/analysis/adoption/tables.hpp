#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/store/dataset.hpp"

#include "adoption/networks.hpp"
#include "common/organisations.hpp"
#include "common/table_row.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis::adoption {

/// What every table is made from.
struct Findings {
    const store::Dataset& data;
    Edges edges;
    std::vector<ModelNetwork> networks;
    Organisations organisations;
    std::size_t top = 100;
};

/// What `n_ge_1000` counts from.
inline constexpr std::int64_t kMany = 1000;

/// Owners by the number of their models in the ranking, descending, ties by name. Models without
/// an owner are not counted.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> owners_of(
    const Findings& findings, const ModelNetwork& network);

/// The links between models that a space uses together.
inline constexpr Needs kNeedsCoUsage = 1;
/// What models are liked and downloaded.
inline constexpr Needs kNeedsMetrics = 2;

/// The tables of RQ3, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::adoption
