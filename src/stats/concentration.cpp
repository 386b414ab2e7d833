#include "hubmine/stats/concentration.hpp"

#include <algorithm>
#include <cassert>

namespace hubmine::stats {

namespace {

double ratio(Int128 part, Int128 whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

double gini(const Counts& sample) {
    // Kept in integers to the last division: for nearly equal values the formula is a small
    // difference of large numbers. Ranks a+1..a+c sum to c (2a + c + 1) / 2.
    Int128 twice_weighted = 0;
    const std::vector<std::int64_t> ranks = doubled_mid_ranks(sample.counts);
    for (std::size_t i = 0; i < sample.distinct(); ++i) {
        twice_weighted += static_cast<Int128>(sample.values[i]) * sample.counts[i] * ranks[i];
    }
    const Int128 n = sample.n;
    return ratio(twice_weighted - (n + 1) * sample.total, n * sample.total);
}

}  // namespace

std::optional<std::int64_t> smallest_head(const Counts& sample, int percent) {
    assert(percent > 0 && percent < 100);
    if (sample.total <= 0) {
        return std::nullopt;
    }
    Int128 missing = sample.total * percent;  // in hundredths
    std::int64_t head = 0;
    for (std::size_t i = sample.distinct(); i > 0; --i) {
        const Int128 each = static_cast<Int128>(sample.values[i - 1]) * 100;
        const Int128 all = each * sample.counts[i - 1];
        if (all >= missing) {
            return head + static_cast<std::int64_t>((missing + each - 1) / each);
        }
        missing -= all;
        head += sample.counts[i - 1];
    }
    return head;
}

Int128 sum_of_largest(const Counts& sample, std::int64_t how_many) {
    Int128 sum = 0;
    for (std::size_t i = sample.distinct(); i > 0 && how_many > 0; --i) {
        const std::int64_t taken = std::min(how_many, sample.counts[i - 1]);
        sum += static_cast<Int128>(sample.values[i - 1]) * taken;
        how_many -= taken;
    }
    return sum;
}

std::optional<Concentration> concentration(const Counts& sample) {
    if (sample.total <= 0) {
        return std::nullopt;
    }
    Concentration result;
    result.gini = gini(sample);
    result.top_1pct_share = ratio(sum_of_largest(sample, (sample.n + 99) / 100), sample.total);
    result.top_10pct_share = ratio(sum_of_largest(sample, (sample.n + 9) / 10), sample.total);
    for (std::size_t i = 0; i < sample.distinct(); ++i) {
        const double share = ratio(sample.values[i], sample.total);
        result.hhi += static_cast<double>(sample.counts[i]) * share * share;
    }
    result.largest_share = ratio(sample.values.back(), sample.total);
    return result;
}

}  // namespace hubmine::stats
