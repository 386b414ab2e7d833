#pragma once

#include "database.hpp"

#include <cstdint>

namespace hubmine::store {

/// Counts anew how active a repository is, after a part of its history was written.
void count_activity(Database& database, std::int64_t repo_id);

}  // namespace hubmine::store
