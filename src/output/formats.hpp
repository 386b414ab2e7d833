#pragma once

#include "hubmine/output/format.hpp"

#include <ostream>
#include <span>

/// The writers behind the catalogue, one file each.
namespace hubmine::output {

void write_table(std::ostream& out, std::span<const core::Table> tables, const Style& style);
void write_csv(std::ostream& out, std::span<const core::Table> tables, const Style& style);
void write_tsv(std::ostream& out, std::span<const core::Table> tables, const Style& style);
void write_json(std::ostream& out, std::span<const core::Table> tables, const Style& style);
void write_ndjson(std::ostream& out, std::span<const core::Table> tables, const Style& style);
void write_markdown(std::ostream& out, std::span<const core::Table> tables, const Style& style);

}  // namespace hubmine::output
