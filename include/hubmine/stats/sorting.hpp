#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Ascending order of millions of numbers, by their digits where they are many.
namespace hubmine::stats {

void sort_ascending(std::span<std::int64_t> numbers);
/// None may be NaN.
void sort_ascending(std::span<double> numbers);

/// A number and where it was.
struct Numbered {
    std::int64_t value = 0;
    std::size_t at = 0;
};
/// By value; equal ones in any order.
[[nodiscard]] std::vector<Numbered> ascending(std::span<const std::int64_t> numbers);

}  // namespace hubmine::stats
