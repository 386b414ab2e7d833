#include "hubmine/stats/mann_whitney.hpp"

#include "hubmine/stats/tails.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hubmine::stats {

namespace {

struct Ranking {
    Int128 doubled_u = 0;  // twice the U of the first sample
    Int128 tie_term = 0;   // sum of t^3 - t over groups of ties
};

Ranking rank(const Counts& a, const Counts& b) {
    Ranking result;
    std::size_t i = 0;
    std::size_t j = 0;
    std::int64_t b_below = 0;
    while (i < a.distinct() || j < b.distinct()) {
        const bool take_a = j == b.distinct() || (i < a.distinct() && a.values[i] <= b.values[j]);
        const bool take_b = i == a.distinct() || (j < b.distinct() && b.values[j] <= a.values[i]);
        const std::int64_t in_a = take_a ? a.counts[i++] : 0;
        const std::int64_t in_b = take_b ? b.counts[j++] : 0;
        result.doubled_u += static_cast<Int128>(in_a) * (2 * b_below + in_b);
        b_below += in_b;
        const Int128 ties = in_a + in_b;
        result.tie_term += ties * (ties - 1) * (ties + 1);
    }
    return result;
}

bool all_equal(const Counts& a, const Counts& b) {
    return std::min(a.values.front(), b.values.front()) ==
           std::max(a.values.back(), b.values.back());
}

}  // namespace

std::optional<MannWhitney> mann_whitney(const Counts& a, const Counts& b) {
    if (a.empty() || b.empty()) {
        return std::nullopt;
    }
    const Ranking ranking = rank(a, b);
    const Int128 pairs = static_cast<Int128>(a.n) * b.n;
    const Int128 doubled_delta = ranking.doubled_u - pairs;  // 2 (u - pairs / 2)
    MannWhitney result;
    result.u = static_cast<double>(ranking.doubled_u) / 2;
    result.a12 = static_cast<double>(ranking.doubled_u) / (2 * static_cast<double>(pairs));
    result.cliffs_delta = static_cast<double>(doubled_delta) / static_cast<double>(pairs);
    // pairs / 12 ((n + 1) - ties / (n (n - 1))), the difference kept in integers.
    const Int128 n = a.n + b.n;
    const double variance = static_cast<double>(pairs) / 12 *
                            static_cast<double>((n + 1) * n * (n - 1) - ranking.tie_term) /
                            static_cast<double>(n * (n - 1));
    if (all_equal(a, b)) {
        return result;
    }
    const double distance = std::abs(static_cast<double>(doubled_delta)) / 2;
    const double z = std::max(0.0, distance - 0.5) / std::sqrt(variance);
    result.z = doubled_delta < 0 ? -z : z;
    result.log_p = std::min(0.0, std::log(2.0) + log_normal_tail(z));
    result.p = std::min(1.0, std::erfc(z / std::sqrt(2.0)));
    return result;
}

std::string_view magnitude(double cliffs_delta) {
    const double size = std::abs(cliffs_delta);
    if (size < 0.147) {
        return "negligible";
    }
    if (size < 0.33) {
        return "small";
    }
    return size < 0.474 ? "medium" : "large";
}

std::vector<double> holm(std::span<const double> p) {
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size());
    double largest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto factor = static_cast<double>(p.size() - i);
        largest = std::max(largest, std::min(1.0, factor * p[order[i]]));
        adjusted[order[i]] = largest;
    }
    return adjusted;
}

}  // namespace hubmine::stats
