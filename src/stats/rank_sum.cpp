#include "rank_sum.hpp"

#include "hubmine/stats/tails.hpp"

#include <algorithm>
#include <cmath>

namespace hubmine::stats {

RankSum rank_sum(const Counts& a, const Counts& b) {
    RankSum result;
    std::size_t i = 0;
    std::size_t j = 0;
    std::int64_t b_below = 0;
    while (i < a.distinct() || j < b.distinct()) {
        const bool take_a = j == b.distinct() || (i < a.distinct() && a.values[i] <= b.values[j]);
        const bool take_b = i == a.distinct() || (j < b.distinct() && b.values[j] <= a.values[i]);
        const std::int64_t in_a = take_a ? a.counts[i++] : 0;
        const std::int64_t in_b = take_b ? b.counts[j++] : 0;
        result.doubled_u += static_cast<Int128>(in_a) * (2 * b_below + in_b);
        result.tied_pairs += static_cast<Int128>(in_a) * in_b;
        b_below += in_b;
        const Int128 ties = in_a + in_b;
        result.tie_term += ties * (ties - 1) * (ties + 1);
    }
    return result;
}

double variance_of_u(const Counts& a, const Counts& b, const RankSum& sum) {
    // pairs / 12 ((n + 1) - ties / (n (n - 1))), the difference kept in integers.
    const Int128 pairs = static_cast<Int128>(a.n) * b.n;
    const Int128 n = a.n + b.n;
    return static_cast<double>(pairs) / 12 *
           static_cast<double>((n + 1) * n * (n - 1) - sum.tie_term) /
           static_cast<double>(n * (n - 1));
}

double log_two_sided_p(double z) {
    return std::min(0.0, std::log(2.0) + log_normal_tail(std::abs(z)));
}

double two_sided_p(double z) {
    return std::min(1.0, std::erfc(std::abs(z) / std::sqrt(2.0)));
}

}  // namespace hubmine::stats
