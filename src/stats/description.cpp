#include "hubmine/stats/description.hpp"

#include <algorithm>
#include <cmath>

namespace hubmine::stats {

namespace {

double sample_deviation(const Counts& sample, double mean) {
    // Two passes over the distinct values: no cancellation, and exactly 0 for a constant.
    double squares = 0;
    for (std::size_t i = 0; i < sample.distinct(); ++i) {
        const double deviation = static_cast<double>(sample.values[i]) - mean;
        squares += static_cast<double>(sample.counts[i]) * deviation * deviation;
    }
    return std::sqrt(squares / static_cast<double>(sample.n - 1));
}

}  // namespace

std::optional<Description> describe(const Counts& sample) {
    if (sample.empty()) {
        return std::nullopt;
    }
    Description result{.n = sample.n, .total = sample.total};
    result.mean = static_cast<double>(sample.total) / static_cast<double>(sample.n);
    if (sample.n > 1) {
        result.std = sample.distinct() == 1 ? 0.0 : sample_deviation(sample, result.mean);
    }
    result.min = sample.values.front();
    result.p25 = quantile(sample, 1, 4);
    result.p50 = quantile(sample, 1, 2);
    result.p75 = quantile(sample, 3, 4);
    result.max = sample.values.back();
    const auto zero = std::lower_bound(sample.values.begin(), sample.values.end(), 0);
    if (zero != sample.values.end() && *zero == 0) {
        const auto zeros = sample.counts[static_cast<std::size_t>(zero - sample.values.begin())];
        result.zero_share = static_cast<double>(zeros) / static_cast<double>(sample.n);
    }
    return result;
}

}  // namespace hubmine::stats
