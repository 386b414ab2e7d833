#pragma once

#include "hubmine/core/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace hubmine::store {

/// Times are kept as milliseconds since 1970 UTC.
[[nodiscard]] inline std::int64_t to_ms(core::Timestamp time) {
    return time.time_since_epoch().count();
}
[[nodiscard]] inline std::optional<std::int64_t> to_ms(const std::optional<core::Timestamp>& time) {
    std::optional<std::int64_t> result;
    if (time) {
        result = to_ms(*time);
    }
    return result;
}
[[nodiscard]] inline core::Timestamp from_ms(std::int64_t milliseconds) {
    return core::Timestamp(std::chrono::milliseconds(milliseconds));
}

}  // namespace hubmine::store
