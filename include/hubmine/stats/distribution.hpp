#pragma once

#include "hubmine/stats/counts.hpp"

#include <vector>

namespace hubmine::stats {

/// Complementary cumulative distribution at each distinct value: the share of observations that are
/// at least as large. The first is 1.
[[nodiscard]] std::vector<double> ccdf(const Counts& sample);

}  // namespace hubmine::stats
