#pragma once

#include "hubmine/core/figure.hpp"

#include "common/table_row.hpp"
#include "sizes/findings.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace hubmine::analysis::sizes {

void fill_bands(const Findings& findings, core::Table& table);
void fill_sources(const Findings& findings, core::Table& table);
void fill_small_or_large(const Findings& findings, core::Table& table);
void fill_families(const Findings& findings, core::Table& table);
void fill_periods(const Findings& findings, core::Table& table, Result& result);
void fill_collaboration(const Findings& findings, core::Table& table);
void fill_correlations(const Findings& findings, core::Table& table);
void fill_emissions(const Findings& findings, core::Table& table);
void fill_emitters(const Findings& findings, core::Table& table);

/// The tables about sizes, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::sizes
