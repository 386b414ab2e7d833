#pragma once

#include <cstdint>

namespace hubmine::network {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine, which the standard
/// distributions do not promise.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }

    /// A whole number below `bound` (> 0); the bias is below bound / 2^64.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

  private:
    std::uint64_t state_;
};

}  // namespace hubmine::network
