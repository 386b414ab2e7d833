#include "demohub/chance.hpp"

#include "demohub/random.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace hubmine::demohub {
namespace {

/// Where in the positive part a deviate is: near 0 at its very top, 1 at its bottom.
double depth(double z, double positive) {
    return normal_tail(z) / positive;
}

std::int64_t whole(double value, std::int64_t most) {
    return static_cast<std::int64_t>(std::clamp(std::floor(value), 1.0, static_cast<double>(most)));
}

std::uint64_t inverse_of(std::uint64_t factor, std::uint64_t size) {
    // Extended Euclid; sizes stay far below 2^32, so nothing overflows.
    auto [old_r, r] = std::pair(static_cast<std::int64_t>(factor), static_cast<std::int64_t>(size));
    auto [old_s, s] = std::pair(std::int64_t{1}, std::int64_t{0});
    while (r != 0) {
        const std::int64_t quotient = old_r / r;
        old_r = std::exchange(r, old_r - quotient * r);
        old_s = std::exchange(s, old_s - quotient * s);
    }
    const auto modulus = static_cast<std::int64_t>(size);
    return static_cast<std::uint64_t>((old_s % modulus + modulus) % modulus);
}

}  // namespace

double normal_quantile(double share) {
    // Without the promotion to long double: ten times as fast, and exact enough for a made-up Hub.
    using Fast = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    return std::numbers::sqrt2 * boost::math::erf_inv(2 * share - 1, Fast());
}

double normal_tail(double z) {
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double normal(std::uint64_t hash) {
    constexpr double kHalfStep = 0x1.0p-54;
    return normal_quantile(unit(hash) + kHalfStep);
}

double mixed(double z, double correlation, std::uint64_t hash) {
    return correlation * z + std::sqrt(1 - correlation * correlation) * normal(hash);
}

std::int64_t pareto_count(double z, double positive, double exponent, std::int64_t most) {
    const double at = depth(z, positive);
    return at >= 1 ? 0 : whole(std::pow(at, -1 / exponent), most);
}

std::int64_t lognormal_count(double z, double positive, double mu, double sigma,
                             std::int64_t most) {
    const double at = depth(z, positive);
    return at >= 1 ? 0 : whole(std::exp(mu - sigma * normal_quantile(at)), most);
}

Shuffle::Shuffle(std::uint64_t size, std::uint64_t seed)
    : size_(std::max<std::uint64_t>(size, 1)), shift_(scatter(seed) % size_) {
    constexpr double kGolden = 0.6180339887498949;
    factor_ = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(kGolden * static_cast<double>(size_)));
    while (std::gcd(factor_, size_) != 1) {
        ++factor_;
    }
    inverse_ = inverse_of(factor_, size_);
}

std::uint64_t Shuffle::scrambled(std::uint64_t i) const {
    return (i * factor_ + shift_) % size_;
}

std::uint64_t Shuffle::unscrambled(std::uint64_t i) const {
    return (i + size_ - shift_) % size_ * inverse_ % size_;
}

std::string_view pick(std::span<const Weighted> words, double u) {
    double total = 0;
    for (const Weighted& word : words) {
        total += word.weight;
    }
    double left = u * total;
    for (const Weighted& word : words) {
        left -= word.weight;
        if (left < 0) {
            return word.word;
        }
    }
    return words.back().word;
}

}  // namespace hubmine::demohub
