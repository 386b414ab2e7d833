#pragma once

#include "hubmine/stats/counts.hpp"

#include <cstdint>
#include <optional>

namespace hubmine::stats {

/// The seven-number summary of the study, and the share of zeros.
struct Description {
    std::int64_t n = 0;
    Int128 total = 0;
    double mean = 0;
    std::optional<double> std;  ///< sample standard deviation (n - 1); absent for n = 1
    std::int64_t min = 0;
    double p25 = 0;
    double p50 = 0;
    double p75 = 0;
    std::int64_t max = 0;
    double zero_share = 0;
};

/// Absent for an empty sample. Quartiles are of type 7; see `quantile`.
[[nodiscard]] std::optional<Description> describe(const Counts& sample);

}  // namespace hubmine::stats
