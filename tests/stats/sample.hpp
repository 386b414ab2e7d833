#pragma once

#include "hubmine/stats/counts.hpp"

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace hubmine::stats {

/// Counts of the values named in a test.
inline Counts sample_of(std::initializer_list<std::int64_t> values) {
    return count_values(std::vector<std::int64_t>(values));
}

}  // namespace hubmine::stats
