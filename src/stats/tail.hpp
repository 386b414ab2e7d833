#pragma once

#include "hubmine/stats/counts.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace hubmine::stats {

/// The observations of a sample that are at least xmin; a view into it.
struct Tail {
    std::span<const std::int64_t> values;
    std::span<const std::int64_t> counts;
    std::int64_t n = 0;
};

inline Tail tail_from(const Counts& sample, std::int64_t xmin) {
    const auto first = static_cast<std::size_t>(
        std::lower_bound(sample.values.begin(), sample.values.end(), xmin) - sample.values.begin());
    Tail tail{.values = std::span(sample.values).subspan(first),
              .counts = std::span(sample.counts).subspan(first)};
    for (const std::int64_t count : tail.counts) {
        tail.n += count;
    }
    return tail;
}

}  // namespace hubmine::stats
