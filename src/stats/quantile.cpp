#include "hubmine/stats/quantile.hpp"

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

}  // namespace hubmine::stats
