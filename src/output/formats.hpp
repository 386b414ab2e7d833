#pragma once

#include "hubmine/output/format.hpp"
#include "hubmine/output/report.hpp"

#include <ostream>

/// The writers behind the catalogue, one file each.
namespace hubmine::output {

void write_table(std::ostream& out, const Report& report, const Style& style);
void write_csv(std::ostream& out, const Report& report, const Style& style);
void write_tsv(std::ostream& out, const Report& report, const Style& style);
void write_json(std::ostream& out, const Report& report, const Style& style);
void write_ndjson(std::ostream& out, const Report& report, const Style& style);
void write_markdown(std::ostream& out, const Report& report, const Style& style);
void write_xlsx(std::ostream& out, const Report& report, const Style& style);

/// The table of a report that holds one. Throws std::logic_error when it holds another number.
[[nodiscard]] const core::TableStream& only_table(const Report& report);

}  // namespace hubmine::output
