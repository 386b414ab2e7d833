#pragma once

#include <cstdint>
#include <span>

namespace hubmine::stats {

/// The quantile at `numerator`/`denominator` (0..1) of real numbers in ascending order, of type 7
/// as `quantile` of counts. There must be at least one.
[[nodiscard]] double quantile(std::span<const double> ascending, std::int64_t numerator,
                              std::int64_t denominator);
/// The same of whole numbers in any order, which it changes: in O(n), without sorting them.
[[nodiscard]] double quantile_of_unsorted(std::span<std::int64_t> numbers, std::int64_t numerator,
                                          std::int64_t denominator);

}  // namespace hubmine::stats
