#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Distributions of the synthetic Hub, as functions of one number.
namespace hubmine::demohub {

/// The standard normal deviate that has this share below it; 0 < share < 1.
[[nodiscard]] double normal_quantile(double share);
/// The share above a standard normal deviate.
[[nodiscard]] double normal_tail(double z);
/// A standard normal deviate from a hash.
[[nodiscard]] double normal(std::uint64_t hash);

/// The deviate of one activity: correlated with a repository's fame `z`, else its own.
[[nodiscard]] double mixed(double z, double correlation, std::uint64_t hash);

/// A count that is 0 but for the share `positive` of greatest deviates, and there at least 1 with
/// P(count > x) = x^-exponent, cut at `most`.
[[nodiscard]] std::int64_t pareto_count(double z, double positive, double exponent,
                                        std::int64_t most);

/// The same zeros, and exp(mu + sigma·normal) where positive.
[[nodiscard]] std::int64_t lognormal_count(double z, double positive, double mu, double sigma,
                                           std::int64_t most);

/// i -> (i·factor + shift) mod size, without repetition; its reverse is unscrambled.
class Shuffle {
  public:
    Shuffle(std::uint64_t size, std::uint64_t seed);
    [[nodiscard]] std::uint64_t scrambled(std::uint64_t i) const;
    [[nodiscard]] std::uint64_t unscrambled(std::uint64_t i) const;

  private:
    std::uint64_t size_;
    std::uint64_t factor_;
    std::uint64_t inverse_;
    std::uint64_t shift_;
};

struct Weighted {
    std::string_view word;
    double weight = 0;
};

/// The word at `u` of the total weight, 0 <= u < 1.
[[nodiscard]] std::string_view pick(std::span<const Weighted> words, double u);

}  // namespace hubmine::demohub
