#include "hubmine/stats/quantile.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace hubmine::stats {

double quantile(std::span<const double> ascending, std::int64_t numerator,
                std::int64_t denominator) {
    assert(!ascending.empty());
    const std::int64_t scaled = (static_cast<std::int64_t>(ascending.size()) - 1) * numerator;
    const auto below = static_cast<std::size_t>(scaled / denominator);
    const double fraction =
        static_cast<double>(scaled % denominator) / static_cast<double>(denominator);
    const double low = ascending[below];
    return fraction == 0 ? low : low + fraction * (ascending[below + 1] - low);
}

double quantile_of_unsorted(std::span<std::int64_t> numbers, std::int64_t numerator,
                            std::int64_t denominator) {
    assert(!numbers.empty());
    const std::int64_t scaled = (static_cast<std::int64_t>(numbers.size()) - 1) * numerator;
    const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(scaled / denominator);
    const double fraction =
        static_cast<double>(scaled % denominator) / static_cast<double>(denominator);
    std::nth_element(numbers.begin(), at, numbers.end());
    const auto low = static_cast<double>(*at);
    if (fraction == 0) {
        return low;
    }
    // What stands behind is no smaller: the next one is the least of it.
    const auto high = static_cast<double>(*std::min_element(at + 1, numbers.end()));
    return low + fraction * (high - low);
}

}  // namespace hubmine::stats
