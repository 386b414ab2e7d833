#include "hubmine/stats/mann_whitney.hpp"

#include "rank_sum.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hubmine::stats {

namespace {

bool all_equal(const Counts& a, const Counts& b) {
    return std::min(a.values.front(), b.values.front()) ==
           std::max(a.values.back(), b.values.back());
}

}  // namespace

std::optional<MannWhitney> mann_whitney(const Counts& a, const Counts& b) {
    if (a.empty() || b.empty()) {
        return std::nullopt;
    }
    const RankSum ranking = rank_sum(a, b);
    const Int128 pairs = static_cast<Int128>(a.n) * b.n;
    const Int128 doubled_delta = ranking.doubled_u - pairs;  // 2 (u - pairs / 2)
    MannWhitney result;
    result.u = static_cast<double>(ranking.doubled_u) / 2;
    result.a12 = static_cast<double>(ranking.doubled_u) / (2 * static_cast<double>(pairs));
    result.cliffs_delta = static_cast<double>(doubled_delta) / static_cast<double>(pairs);
    if (all_equal(a, b)) {
        return result;
    }
    const double distance = std::abs(static_cast<double>(doubled_delta)) / 2;
    const double z = std::max(0.0, distance - 0.5) / std::sqrt(variance_of_u(a, b, ranking));
    result.z = doubled_delta < 0 ? -z : z;
    result.log_p = log_two_sided_p(z);
    result.p = two_sided_p(z);
    return result;
}

namespace {

/// The mean over one sample of (d - delta)^2 with n - 1 below, where d of an observation is the
/// mean of sign(it - other) over the other sample; deltas of the other sample have the other sign.
double dominance_variance(const Counts& sample, const Counts& other, double delta) {
    double sum = 0;
    std::size_t j = 0;
    std::int64_t below = 0;
    for (std::size_t i = 0; i < sample.distinct(); ++i) {
        for (; j < other.distinct() && other.values[j] < sample.values[i]; ++j) {
            below += other.counts[j];
        }
        const std::int64_t equal =
            j < other.distinct() && other.values[j] == sample.values[i] ? other.counts[j] : 0;
        const std::int64_t above = other.n - below - equal;
        const double distance =
            static_cast<double>(below - above) / static_cast<double>(other.n) - delta;
        sum += static_cast<double>(sample.counts[i]) * distance * distance;
    }
    return sum / static_cast<double>(sample.n - 1);
}

/// Where one sample is above the other altogether there is no variance to go by.
Interval interval_of_extreme(double delta, std::int64_t smaller) {
    const double square = kNormal95 * kNormal95;
    const auto m = static_cast<double>(smaller);
    const double bound = (m - square) / (m + square);
    return delta > 0 ? Interval{bound, 1} : Interval{-1, -bound};
}

}  // namespace

std::optional<Interval> cliffs_delta_interval(const Counts& a, const Counts& b) {
    if (a.n < 2 || b.n < 2) {
        return std::nullopt;
    }
    const RankSum ranking = rank_sum(a, b);
    const Int128 pairs = static_cast<Int128>(a.n) * b.n;
    const auto all = static_cast<double>(pairs);
    const double delta = static_cast<double>(ranking.doubled_u - pairs) / all;
    if (ranking.doubled_u == 0 || ranking.doubled_u == 2 * pairs) {
        return interval_of_extreme(delta, std::min(a.n, b.n));
    }
    const double of_a = dominance_variance(a, b, delta);
    const double of_b = dominance_variance(b, a, -delta);
    const double of_pairs =
        (static_cast<double>(pairs - ranking.tied_pairs) - all * delta * delta) / (all - 1);
    const double square =
        (static_cast<double>(b.n - 1) * of_a + static_cast<double>(a.n - 1) * of_b + of_pairs) /
        all;
    const double rest = 1 - delta * delta;
    const double z = kNormal95;
    const double half = z * std::sqrt(square) * std::sqrt(rest * rest + z * z * square);
    const double middle = delta - delta * delta * delta;
    const double scale = rest + z * z * square;
    return Interval{(middle - half) / scale, (middle + half) / scale};
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
