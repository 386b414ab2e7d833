#include "hubmine/stats/counts.hpp"

#include "hubmine/stats/sorting.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace hubmine::stats {

namespace {

// A table of 512 kB stays in the second-level cache; most activities of the Hub lie far below.
constexpr std::int64_t kCountedBelow = 65536;

void append(Counts& result, std::int64_t value, std::int64_t count) {
    result.values.push_back(value);
    result.counts.push_back(count);
    result.n += count;
    result.total += static_cast<Int128>(value) * count;
}

void append_sorted(Counts& result, std::span<const std::int64_t> sorted) {
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first + 1;
        while (last < sorted.size() && sorted[last] == sorted[first]) {
            ++last;
        }
        append(result, sorted[first], static_cast<std::int64_t>(last - first));
        first = last;
    }
}

}  // namespace

Counts count_values(std::span<const std::int64_t> sample) {
    const auto bound = std::min(
        kCountedBelow, std::max<std::int64_t>(64, static_cast<std::int64_t>(sample.size())));
    std::vector<std::int64_t> table(static_cast<std::size_t>(bound), 0);
    std::vector<std::int64_t> others;
    for (const std::int64_t value : sample) {
        if (value >= 0 && value < bound) {
            ++table[static_cast<std::size_t>(value)];
        } else {
            others.push_back(value);
        }
    }
    sort_ascending(others);
    const auto middle = static_cast<std::size_t>(std::lower_bound(others.begin(), others.end(), 0) -
                                                 others.begin());
    Counts result;
    append_sorted(result, std::span(others).first(middle));
    for (std::size_t value = 0; value < table.size(); ++value) {
        if (table[value] > 0) {
            append(result, static_cast<std::int64_t>(value), table[value]);
        }
    }
    append_sorted(result, std::span(others).subspan(middle));
    return result;
}

double quantile(const Counts& sample, std::int64_t numerator, std::int64_t denominator) {
    assert(!sample.empty());
    const Int128 scaled = static_cast<Int128>(sample.n - 1) * numerator;
    const auto below = static_cast<std::int64_t>(scaled / denominator);
    const auto fraction =
        static_cast<double>(scaled % denominator) / static_cast<double>(denominator);
    std::size_t group = 0;
    std::int64_t up_to = sample.counts[0];
    while (up_to <= below) {
        up_to += sample.counts[++group];
    }
    const auto low = static_cast<double>(sample.values[group]);
    if (fraction == 0 || below + 1 < up_to) {
        return low;
    }
    const auto high = static_cast<double>(sample.values[group + 1]);
    return low + fraction * (high - low);
}

std::vector<std::int64_t> doubled_mid_ranks(std::span<const std::int64_t> counts) {
    std::vector<std::int64_t> ranks(counts.size());
    std::int64_t below = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        ranks[i] = 2 * below + counts[i] + 1;
        below += counts[i];
    }
    return ranks;
}

}  // namespace hubmine::stats
