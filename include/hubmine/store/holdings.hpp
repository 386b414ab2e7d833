#pragma once

#include "hubmine/store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hubmine::store {

/// How much of something the store holds.
struct Holding {
    std::string what;  ///< "models", "removed models", "commits", ..., "bytes"
    std::int64_t count = 0;
};

/// Counts of what is held, in a fixed order; reads whole tables.
[[nodiscard]] std::vector<Holding> count_holdings(const Store& store);

}  // namespace hubmine::store
