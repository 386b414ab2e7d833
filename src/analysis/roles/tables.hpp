#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/core/table_stream.hpp"

#include "common/table_row.hpp"
#include "roles/findings.hpp"

#include <vector>

namespace hubmine::analysis::roles {

/// Who commits, who discusses, who does both.
void fill_summary(const Findings& findings, core::Table& table);
/// Repositories by the size of their community.
void fill_repositories(const Findings& findings, core::RowSink& rows);
/// Of those who do both: what they did first.
void fill_journeys(const Findings& findings, core::Table& table);
/// Who was active in a period, and who for the first time.
void fill_newcomers(const Findings& findings, core::Table& table);
/// Of the newcomers of a period: who was active some periods later.
void fill_retention(const Findings& findings, core::Table& table);
/// Developers by what they did.
void fill_developers(const Findings& findings, core::RowSink& rows);
/// What became of pull requests, by type of owner.
void fill_pull_requests(const Findings& findings, core::Table& table);
/// Developers of an organisation who commit to another one's repositories.
void fill_exchange(const Findings& findings, core::Table& table);
/// What discussions are about, by their titles.
void fill_subjects(const Findings& findings, core::Table& table);

/// The tables, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::roles
