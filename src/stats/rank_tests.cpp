#include "hubmine/stats/rank_tests.hpp"

#include "hubmine/stats/tails.hpp"

#include "rank_sum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hubmine::stats {

namespace {

/// All samples ranked together.
struct Pooled {
    std::vector<Int128> doubled_sums;  ///< of ranks, by sample
    std::int64_t n = 0;
    Int128 tie_term = 0;
    bool all_equal = true;
};

/// Walks through the distinct values of all samples at once, the least first.
class Merge {
  public:
    explicit Merge(std::span<const Counts> samples) : samples_(samples), at_(samples.size(), 0) {}

    /// Calls `visit(sample, count)` for those that have the next value; false at the end.
    template <typename Visit>
    bool next(const Visit& visit) {
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        bool is_any = false;
        for (std::size_t s = 0; s < samples_.size(); ++s) {
            if (at_[s] < samples_[s].distinct()) {
                least = std::min(least, samples_[s].values[at_[s]]);
                is_any = true;
            }
        }
        for (std::size_t s = 0; is_any && s < samples_.size(); ++s) {
            if (at_[s] < samples_[s].distinct() && samples_[s].values[at_[s]] == least) {
                visit(s, samples_[s].counts[at_[s]++]);
            }
        }
        return is_any;
    }

  private:
    std::span<const Counts> samples_;
    std::vector<std::size_t> at_;
};

Pooled pool(std::span<const Counts> samples) {
    Pooled pooled;
    pooled.doubled_sums.resize(samples.size(), 0);
    std::vector<std::pair<std::size_t, std::int64_t>> tied;
    Merge merge(samples);
    int distinct = 0;
    while (merge.next([&](std::size_t s, std::int64_t count) { tied.emplace_back(s, count); })) {
        std::int64_t ties = 0;
        for (const auto& [sample, count] : tied) {
            ties += count;
        }
        // Ranks n + 1 to n + ties share their mean.
        const Int128 doubled_rank = 2 * static_cast<Int128>(pooled.n) + ties + 1;
        for (const auto& [sample, count] : tied) {
            pooled.doubled_sums[sample] += doubled_rank * count;
        }
        pooled.n += ties;
        pooled.tie_term += static_cast<Int128>(ties) * (ties - 1) * (ties + 1);
        pooled.all_equal = ++distinct < 2;
        tied.clear();
    }
    return pooled;
}

/// 1 - ties / (n^3 - n), the difference kept in integers.
double tie_correction(const Pooled& pooled) {
    const Int128 n = pooled.n;
    const Int128 cubes = n * (n - 1) * (n + 1);
    return static_cast<double>(cubes - pooled.tie_term) / static_cast<double>(cubes);
}

}  // namespace

std::optional<KruskalWallis> kruskal_wallis(std::span<const Counts> samples) {
    KruskalWallis result;
    result.groups = std::ranges::count_if(samples, [](const Counts& one) { return !one.empty(); });
    result.df = result.groups - 1;
    if (result.groups < 2) {
        return std::nullopt;
    }
    const Pooled pooled = pool(samples);
    result.n = pooled.n;
    if (pooled.all_equal) {
        return result;
    }
    // 12 / (n (n + 1)) times the sum of n_i (mean rank - (n + 1) / 2)^2.
    double sum = 0;
    for (std::size_t s = 0; s < samples.size(); ++s) {
        if (!samples[s].empty()) {
            const Int128 size = samples[s].n;
            const auto distance =
                static_cast<double>(pooled.doubled_sums[s] - size * (pooled.n + 1));
            sum += distance * distance / (4 * static_cast<double>(size));
        }
    }
    const auto n = static_cast<double>(pooled.n);
    const double h = 12 / (n * (n + 1)) * sum / tie_correction(pooled);
    result.h = h;
    result.log_p = log_chi_squared_tail(h, static_cast<int>(result.df));
    result.p = std::exp(result.log_p);
    result.epsilon_squared = h / (n - 1);
    return result;
}

DunnTest::DunnTest(std::span<const Counts> samples) {
    const Pooled pooled = pool(samples);
    for (std::size_t s = 0; s < samples.size(); ++s) {
        const std::int64_t size = samples[s].n;
        sizes_.push_back(size);
        mean_ranks_.push_back(size == 0 ? 0
                                        : static_cast<double>(pooled.doubled_sums[s]) /
                                              (2 * static_cast<double>(size)));
    }
    if (!pooled.all_equal) {
        const auto n = static_cast<double>(pooled.n);
        variance_ = n * (n + 1) / 12 * tie_correction(pooled);
    }
}

std::optional<Dunn> DunnTest::compare(std::size_t a, std::size_t b) const {
    if (sizes_[a] == 0 || sizes_[b] == 0) {
        return std::nullopt;
    }
    Dunn result;
    if (variance_ > 0) {
        const double scale = std::sqrt(
            variance_ * (1 / static_cast<double>(sizes_[a]) + 1 / static_cast<double>(sizes_[b])));
        result.z = (mean_ranks_[a] - mean_ranks_[b]) / scale;
        result.p = two_sided_p(*result.z);
        result.log_p = log_two_sided_p(*result.z);
    }
    return result;
}

std::optional<VanElteren> van_elteren(std::span<const Stratum> strata) {
    VanElteren result;
    double weighed_distance = 0;
    double weighed_variance = 0;
    double weighed_pairs = 0;
    for (const auto& [a, b] : strata) {
        if (a.empty() || b.empty()) {
            continue;
        }
        ++result.strata;
        result.n_a += a.n;
        result.n_b += b.n;
        const RankSum sum = rank_sum(a, b);
        const Int128 pairs = static_cast<Int128>(a.n) * b.n;
        const double weight = 1 / static_cast<double>(a.n + b.n + 1);
        weighed_distance += weight * static_cast<double>(sum.doubled_u - pairs) / 2;
        weighed_variance += weight * weight * variance_of_u(a, b, sum);
        weighed_pairs += weight * static_cast<double>(pairs);
    }
    if (result.strata == 0) {
        return std::nullopt;
    }
    result.delta = 2 * weighed_distance / weighed_pairs;
    if (weighed_variance > 0) {
        result.z = weighed_distance / std::sqrt(weighed_variance);
        result.p = two_sided_p(*result.z);
        result.log_p = log_two_sided_p(*result.z);
    }
    return result;
}

}  // namespace hubmine::stats
