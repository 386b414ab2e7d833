#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

/// Randomness by position: a value depends on what is asked for, never on what was asked before,
/// so that any part of a world can be computed on its own.
namespace hubmine::demohub {

/// One step of SplitMix64 (Steele, Lea, Flood 2014): a bijection that scatters its argument.
[[nodiscard]] constexpr std::uint64_t scatter(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

[[nodiscard]] constexpr std::uint64_t hash_of(std::initializer_list<std::uint64_t> parts) {
    std::uint64_t hash = 0x6875626d696e65ULL;
    for (const std::uint64_t part : parts) {
        hash = scatter(hash ^ part);
    }
    return hash;
}

/// FNV-1a.
[[nodiscard]] constexpr std::uint64_t hash_text(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return hash;
}

/// In [0, 1).
[[nodiscard]] constexpr double unit(std::uint64_t hash) {
    return static_cast<double>(hash >> 11U) * 0x1.0p-53;
}

/// Lower-case hexadecimal digits that follow from the seed.
[[nodiscard]] inline std::string hex_digits(std::uint64_t seed, std::size_t count) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(count);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 16 == 0) {
            bits = hash_of({seed, i});
        }
        text.push_back(kDigits[bits & 15U]);
        bits >>= 4U;
    }
    return text;
}

}  // namespace hubmine::demohub
