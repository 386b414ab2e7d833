#include "hubmine/stats/power_law.hpp"

#include "hubmine/stats/hurwitz_zeta.hpp"

#include "tail.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace hubmine::stats {

namespace {

// E[log(X / xmin)] under the law: -d/ds log of the scaled zeta. Falls with alpha.
double expected_log(double alpha, double xmin) {
    const ScaledZeta zeta = scaled_hurwitz_zeta(alpha, xmin);
    return -zeta.derivative / zeta.value;
}

// The likelihood is highest where the expected logarithm is the observed mean (> 0).
double alpha_for(double mean_log, double xmin) {
    // Clauset et al. (3.7) is a good start, and exact for large xmin.
    const double start = 1 / (mean_log + std::log(xmin / (xmin - 0.5)));
    double low = start;
    double high = start;
    while (expected_log(1 + low, xmin) < mean_log) {
        high = low;
        low /= 2;
    }
    while (expected_log(1 + high, xmin) > mean_log) {
        low = high;
        high *= 2;
    }
    const auto excess = [&](double above_one) {
        return expected_log(1 + above_one, xmin) - mean_log;
    };
    const double at_low = excess(low);
    const double at_high = excess(high);
    if (at_low <= 0 || at_high >= 0) {
        return 1 + (at_low <= 0 ? low : high);
    }
    std::uintmax_t iterations = 100;
    const auto root = boost::math::tools::toms748_solve(
        excess, low, high, at_low, at_high, boost::math::tools::eps_tolerance<double>(50),
        iterations);
    return 1 + 0.5 * (root.first + root.second);
}

double mean_log_ratio(const Tail& tail) {
    const auto xmin = static_cast<double>(tail.values.front());
    double sum = 0;
    for (std::size_t i = 0; i < tail.values.size(); ++i) {
        const auto above = static_cast<double>(tail.values[i] - tail.values.front());
        sum += static_cast<double>(tail.counts[i]) * std::log1p(above / xmin);
    }
    return sum / static_cast<double>(tail.n);
}

// Largest distance between the two distribution functions over the integers >= xmin. Between two
// observed values the empirical one stands still, so its ends are where the distance can be
// largest. Stops early once `enough` is exceeded.
double ks_distance(const Tail& tail, double alpha, double enough) {
    const auto xmin = static_cast<double>(tail.values.front());
    const double norm = scaled_hurwitz_zeta(alpha, xmin).value;
    const auto n = static_cast<double>(tail.n);
    std::int64_t below = 0;
    double distance = 0;
    for (std::size_t i = 0; i < tail.values.size() && distance <= enough; ++i) {
        const auto x = static_cast<double>(tail.values[i]);
        const double density = std::exp(-alpha * std::log1p((x - xmin) / xmin)) / norm;
        const double law_below = 1 - density * scaled_hurwitz_zeta(alpha, x).value;
        distance = std::max(distance, std::abs(static_cast<double>(below) / n - law_below));
        below += tail.counts[i];
        distance =
            std::max(distance, std::abs(static_cast<double>(below) / n - law_below - density));
    }
    return distance;
}

std::optional<PowerLaw> fit(const Tail& tail, double enough) {
    const double mean_log = tail.values.size() < 2 ? 0 : mean_log_ratio(tail);
    if (!(mean_log > 0)) {
        return std::nullopt;
    }
    PowerLaw law{.xmin = tail.values.front(), .n_tail = tail.n};
    law.alpha = alpha_for(mean_log, static_cast<double>(law.xmin));
    law.sigma = (law.alpha - 1) / std::sqrt(static_cast<double>(law.n_tail));
    law.ks = ks_distance(tail, law.alpha, enough);
    return law;
}

// Indices of the distinct values that may be xmin, ascending.
std::vector<std::size_t> candidates(const Counts& sample, const PowerLawOptions& options) {
    std::vector<std::size_t> all;
    std::int64_t reaching = sample.n;
    for (std::size_t i = 0; i + 1 < sample.distinct() && reaching >= options.min_tail; ++i) {
        if (sample.values[i] >= 1) {
            all.push_back(i);
        }
        reaching -= sample.counts[i];
    }
    if (all.size() <= options.max_candidates) {
        return all;
    }
    const double low = std::log(static_cast<double>(sample.values[all.front()]));
    const double high = std::log(static_cast<double>(sample.values[all.back()]));
    std::vector<std::size_t> chosen;
    for (std::size_t step = 0; step < options.max_candidates; ++step) {
        const double share =
            static_cast<double>(step) / static_cast<double>(options.max_candidates - 1);
        // Half an integer of slack keeps the rounding of exp from skipping the value it means.
        const double wanted = std::exp(low + share * (high - low)) - 0.5;
        const auto at = std::partition_point(all.begin(), all.end(), [&](std::size_t index) {
            return static_cast<double>(sample.values[index]) < wanted;
        });
        const std::size_t index = at == all.end() ? all.back() : *at;
        if (chosen.empty() || chosen.back() != index) {
            chosen.push_back(index);
        }
    }
    return chosen;
}

}  // namespace

std::optional<PowerLaw> fit_power_law_at(const Counts& sample, std::int64_t xmin) {
    return fit(tail_from(sample, xmin), std::numeric_limits<double>::infinity());
}

std::optional<PowerLaw> fit_power_law(const Counts& sample, const PowerLawOptions& options) {
    std::optional<PowerLaw> best;
    for (const std::size_t index : candidates(sample, options)) {
        const double enough = best ? best->ks : std::numeric_limits<double>::infinity();
        const auto law = fit(tail_from(sample, sample.values[index]), enough);
        if (law && law->ks < enough) {
            best = law;
        }
    }
    return best;
}

}  // namespace hubmine::stats
