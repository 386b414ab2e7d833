#pragma once

#include "database.hpp"

namespace hubmine::store {

/// Where every target of `target` leads: by current name, by a past name, by an alias. Runs inside
/// the caller's transaction.
void resolve_targets(Database& database);

}  // namespace hubmine::store
