#include "hubmine/stats/distribution.hpp"

namespace hubmine::stats {

std::vector<double> ccdf(const Counts& sample) {
    std::vector<double> result;
    result.reserve(sample.distinct());
    std::int64_t at_least = sample.n;
    for (const std::int64_t count : sample.counts) {
        result.push_back(static_cast<double>(at_least) / static_cast<double>(sample.n));
        at_least -= count;
    }
    return result;
}

}  // namespace hubmine::stats
