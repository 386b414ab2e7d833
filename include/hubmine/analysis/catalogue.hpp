#pragma once

#include "hubmine/analysis/entry.hpp"

#include <span>
#include <string_view>

/// The roof: knows every wing; no wing knows it.
namespace hubmine::analysis {

/// Every analysis, in the order of the help.
[[nodiscard]] std::span<const Entry> catalogue();

/// The schema of a table of an entry. Throws std::logic_error when there is none.
[[nodiscard]] const core::Schema& schema_of(const Entry& entry, std::string_view table);

}  // namespace hubmine::analysis
