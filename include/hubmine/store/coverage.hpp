#pragma once

#include "hubmine/store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hubmine::store {

/// One row of the `coverage` view.
struct Coverage {
    std::string kind;  ///< empty: of owners, who own repositories of any
    std::string what;  ///< listing, commits, discussions; storage, likers, owners once asked for
    std::int64_t expected = 0;
    std::int64_t complete = 0;
    std::int64_t unreadable = 0;
    std::int64_t gone = 0;
    std::int64_t failed = 0;
    std::int64_t pending = 0;
};

/// How far the lists and the reads of each kind that was ever listed have come, and the overviews
/// of those who own a repository.
[[nodiscard]] std::vector<Coverage> count_coverage(const Store& store);

}  // namespace hubmine::store
