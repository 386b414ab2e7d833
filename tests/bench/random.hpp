#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace hubmine::bench {

/// SplitMix64 (Steele, Lea, Flood 2014). A generator made from the same words draws the same on
/// every machine, so any repository can be made without those before it.
class Random {
  public:
    Random(std::initializer_list<std::uint64_t> words) {
        for (const std::uint64_t word : words) {
            state_ = next() ^ word;
        }
    }
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    /// In (0, 1).
    double uniform() { return (static_cast<double>(next() >> 11U) + 0.5) * 0x1p-53; }
    bool chance(double probability) { return uniform() < probability; }
    /// In 0 .. bound - 1.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    double normal() {
        constexpr double kTwoPi = 6.28318530717958647692;
        return std::sqrt(-2 * std::log(uniform())) * std::cos(kTwoPi * uniform());
    }
    /// An integer with the tail x^-alpha from `start` on, at most `largest`.
    std::int64_t pareto(double alpha, double start, double largest) {
        return static_cast<std::int64_t>(
            std::min(largest, start * std::pow(uniform(), -1 / alpha)));
    }
    /// A rank from 0 with the weight (rank + 1)^-exponent, exponent < 1 or > 1.
    std::uint64_t rank(std::uint64_t ranks, double exponent) {
        const double power = 1 - exponent;
        const double top = std::pow(static_cast<double>(ranks) + 1, power);
        const double drawn = std::pow(1 + uniform() * (top - 1), 1 / power) - 1;
        return std::min(ranks - 1, static_cast<std::uint64_t>(drawn));
    }

  private:
    std::uint64_t state_ = 0;
};

}  // namespace hubmine::bench
