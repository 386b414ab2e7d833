#pragma once

#include <cstdint>
#include <optional>

namespace hubmine::stats {

/// Sums and products of the Hub's 64-bit counts, exact.
__extension__ using Int128 = __int128;

/// Absent when the number takes more than 64 bits.
[[nodiscard]] inline std::optional<std::int64_t> narrow(Int128 value) {
    const auto narrowed = static_cast<std::int64_t>(value);
    return narrowed == value ? std::optional(narrowed) : std::nullopt;
}

}  // namespace hubmine::stats
