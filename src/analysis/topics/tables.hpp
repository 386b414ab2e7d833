#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/core/table_stream.hpp"

#include "common/table_row.hpp"
#include "topics/findings.hpp"

#include <vector>

namespace hubmine::analysis::topics {

/// How many repositories declare a language, by kind and year.
void fill_language_summary(const Findings& findings, core::Table& table);
/// The languages of each kind.
void fill_languages(const Findings& findings, core::Table& table);
/// The domains of each kind.
void fill_domains(const Findings& findings, core::Table& table);
/// Who is in them.
void fill_domain_owners(const Findings& findings, core::RowSink& rows);
/// Pipeline tags of models.
void fill_tasks(const Findings& findings, core::Table& table);
/// How many of the first datasets are made for evaluation.
void fill_evaluation(const Findings& findings, core::Table& table);
/// The first datasets one by one.
void fill_evaluation_datasets(const Findings& findings, core::RowSink& rows);
/// What cards tell.
void fill_cards(const Findings& findings, core::Table& table);

/// The tables of the topics, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::topics
