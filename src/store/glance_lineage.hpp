#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/table.hpp"

#include "database.hpp"

#include <cstdint>
#include <string_view>

namespace hubmine::store {

/// What came of looking for them.
struct RelativeCounts {
    std::int64_t bases = 0;
    std::int64_t derived = 0;
    std::int64_t spaces = 0;
};

/// Adds what a repository was made from, the present models that were made from it, and the present
/// spaces that use or copy it. Looks at every repository once.
[[nodiscard]] RelativeCounts add_relatives(Database& database, std::int64_t repo_id,
                                           core::Kind kind, std::string_view id,
                                           core::Table& lineage, core::Table& used_by);

}  // namespace hubmine::store
