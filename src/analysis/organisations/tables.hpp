#pragma once

#include "hubmine/core/figure.hpp"

#include "common/table_row.hpp"
#include "organisations/findings.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hubmine::analysis::organisations {

/// What types and countries of owners hold.
void fill_groups(const Findings& findings, core::Table& table);
/// Owners and entities by what they hold.
void fill_ranking(const Findings& findings, core::RowSink& rows);
/// The first so many names by a number: the first rows of the ranking.
struct Leader {
    std::string_view name;
    stats::Int128 value = 0;
};
struct Leaders {
    std::vector<Leader> first;
    stats::Int128 of_all_names = 0;  ///< what everybody who has a name holds
};
[[nodiscard]] Leaders leaders_of(const Measured& measured, Level level, std::size_t most);
/// Of what types the owners of the first repositories are.
void fill_leaders(const Findings& findings, core::Table& table);
/// How few names hold how much.
void fill_concentration(const Findings& findings, core::Table& table);
/// The rows of one number of one kind.
void fill_concentration_of(const Findings& findings, const OwnedKind& kind, Measure measure,
                           core::Table& table);
/// On what grounds types of owners are known.
void fill_coverage(const Findings& findings, core::Table& table);

/// Whether a ranking has that owner or entity: it has a name and a value.
[[nodiscard]] bool can_be_ranked(const Entities& entities, Level level, std::uint32_t number,
                                 const Sum& sum);

/// The tables, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::organisations
