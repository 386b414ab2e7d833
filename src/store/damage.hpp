#pragma once

#include "database.hpp"

#include <string>
#include <vector>

namespace hubmine::store {

/// What is wrong with a store, one text a finding: see verify().
[[nodiscard]] std::vector<std::string> find_damage(Database& database);

/// Throws DamagedError when the pages of the file do not go together. Reads all of them, and
/// compares no index with its table.
void check_structure(Database& database);

}  // namespace hubmine::store
