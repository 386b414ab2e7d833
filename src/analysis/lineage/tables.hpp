#pragma once

#include "hubmine/core/figure.hpp"

#include "lineage/findings.hpp"

#include <vector>

namespace hubmine::analysis::lineage {

/// The whole in one row.
void fill_summary(const Findings& findings, core::Table& table);
/// How children were made from their parents.
void fill_relations(const Findings& findings, core::Table& table);
/// Models that others were made from, and their owners, most descendants first.
void fill_models(const Findings& findings, core::RowSink& rows);
void fill_owners(const Findings& findings, core::RowSink& rows);
/// Models by their distance from a root, or from all.
void fill_generations(const Findings& findings, core::Table& table);
/// What descends from one root.
void fill_tree(const Findings& findings, core::RowSink& rows);
/// Edges between groups of models.
void fill_flow(const Findings& findings, core::RowSink& rows);
/// What becomes of licences along edges.
void fill_licenses(const Findings& findings, core::Table& table);
void fill_license_pairs(const Findings& findings, core::Table& table);
/// How unequal children and descendants are.
void fill_degrees(const Findings& findings, core::Table& table);
/// Claims that make no edge, and edges in cycles.
void fill_problems(const Findings& findings, core::RowSink& rows);

/// Missing where only cycles lead.
[[nodiscard]] core::Cell generation_cell(const Graph& graph, Node node);

/// The tables of the lineage, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::lineage
