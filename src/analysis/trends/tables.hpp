#pragma once

#include "hubmine/core/figure.hpp"

#include "common/table_row.hpp"
#include "trends/findings.hpp"

#include <vector>

namespace hubmine::analysis::trends {

/// Repositories created and removed, period by period.
void fill_growth(const Findings& findings, core::Table& table, Result& result);
/// Likes and downloads over time, of repositories or of groups; likes, commits and discussions by
/// their own dates.
void fill_series(const Findings& findings, core::Table& table, Result& result);
/// What rose and fell most over the last period.
void fill_movers(const Findings& findings, core::Table& table, Result& result);
/// What is wrong with the numbers before anyone plots them.
void fill_sanity(const Findings& findings, core::Table& table, Result& result);

/// What is old among the most downloaded.
void fill_legacy(const Findings& findings, core::Table& table);
/// Repositories by year of creation.
void fill_cohorts(const Findings& findings, core::Table& table);
/// How fast the Hub answered the most liked.
void fill_response(const Findings& findings, core::RowSink& rows);

/// The tables of the trends, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::trends
