#include "hubmine/stats/hurwitz_zeta.hpp"
#include "hubmine/stats/power_law.hpp"
#include "hubmine/stats/tails.hpp"

#include "tail.hpp"

#include <boost/math/tools/minima.hpp>

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace hubmine::stats {

namespace {

constexpr double kMuLow = -20;
constexpr double kMuHigh = 20;
constexpr double kSigmaLow = 0.01;
constexpr double kSigmaHigh = 20;

// Half the bits of a double: the accuracy to which a minimum can be located.
constexpr int kBits = 26;
constexpr std::uintmax_t kIterations = 100;

// The bin of x on the logarithmic axis: from log(x - 1/2) to log(x + 1/2).
struct Bin {
    double low = 0;
    double width = 0;
};

Bin bin_of(std::int64_t x) {
    const double low = static_cast<double>(x) - 0.5;
    return {.low = std::log(low), .width = std::log1p(1 / low)};
}

struct Bins {
    std::vector<Bin> bin;
    std::vector<double> count;
    double log_start = 0;  // log(xmin - 1/2)
    double n = 0;
};

Bins bins_of(const Tail& tail, std::int64_t xmin) {
    Bins bins{.log_start = bin_of(xmin).low, .n = static_cast<double>(tail.n)};
    for (std::size_t i = 0; i < tail.values.size(); ++i) {
        bins.bin.push_back(bin_of(tail.values[i]));
        bins.count.push_back(static_cast<double>(tail.counts[i]));
    }
    return bins;
}

double minus_log_likelihood(const Bins& bins, double mu, double sigma) {
    double sum = bins.n * log_normal_tail((bins.log_start - mu) / sigma);
    for (std::size_t i = 0; i < bins.bin.size(); ++i) {
        const Bin& bin = bins.bin[i];
        sum -= bins.count[i] * log_normal_interval((bin.low - mu) / sigma, bin.width / sigma);
    }
    return sum;
}

// A minimum over [low, high] that an end of the interval may be.
template <typename Function>
std::pair<double, double> minimum(const Function& f, double low, double high) {
    std::uintmax_t iterations = kIterations;
    auto best = boost::math::tools::brent_find_minima(f, low, high, kBits, iterations);
    for (const double end : {low, high}) {
        const double value = f(end);
        if (value < best.second) {
            best = {end, value};
        }
    }
    return best;
}

}  // namespace

double log_lognormal(std::int64_t x, std::int64_t xmin, double mu, double sigma) {
    const Bin bin = bin_of(x);
    return log_normal_interval((bin.low - mu) / sigma, bin.width / sigma) -
           log_normal_tail((bin_of(xmin).low - mu) / sigma);
}

LognormalTail fit_lognormal_tail(const Counts& sample, std::int64_t xmin) {
    const Bins bins = bins_of(tail_from(sample, xmin), xmin);
    // In (mu / sigma^2, 1 / sigma^2) a truncated normal is an exponential family and its
    // log-likelihood concave, and the bounds are straight lines: so it has one maximum in mu for
    // each sigma, and the best of those has one maximum in sigma.
    const auto best_mu = [&](double log_sigma) {
        const double sigma = std::exp(log_sigma);
        return minimum([&](double mu) { return minus_log_likelihood(bins, mu, sigma); }, kMuLow,
                       kMuHigh);
    };
    const auto best = minimum([&](double log_sigma) { return best_mu(log_sigma).second; },
                              std::log(kSigmaLow), std::log(kSigmaHigh));
    return {.mu = best_mu(best.first).first,
            .sigma = std::exp(best.first),
            .log_likelihood = -best.second};
}

Vuong compare_with_lognormal(const Counts& sample, const PowerLaw& law) {
    const Tail tail = tail_from(sample, law.xmin);
    Vuong result{.lognormal = fit_lognormal_tail(sample, law.xmin)};
    const double log_zeta = log_hurwitz_zeta(law.alpha, static_cast<double>(law.xmin));
    std::vector<double> differences;
    for (std::size_t i = 0; i < tail.values.size(); ++i) {
        const double by_law = -law.alpha * std::log(static_cast<double>(tail.values[i])) - log_zeta;
        differences.push_back(by_law - log_lognormal(tail.values[i], law.xmin, result.lognormal.mu,
                                                     result.lognormal.sigma));
        result.loglik_ratio += static_cast<double>(tail.counts[i]) * differences.back();
    }
    const auto n = static_cast<double>(tail.n);
    const double mean = result.loglik_ratio / n;
    double squares = 0;
    for (std::size_t i = 0; i < differences.size(); ++i) {
        squares +=
            static_cast<double>(tail.counts[i]) * (differences[i] - mean) * (differences[i] - mean);
    }
    if (squares > 0) {
        result.p = std::erfc(std::abs(result.loglik_ratio) / std::sqrt(2 * squares));
    }
    if (result.p >= 0.05) {
        result.preferred = "undecided";
    } else {
        result.preferred = result.loglik_ratio > 0 ? "power_law" : "lognormal";
    }
    return result;
}

}  // namespace hubmine::stats
