#pragma once

#include "hubmine/core/time.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace hubmine::analysis {

/// How finely time is told.
enum class Every { kDay, kWeek, kMonth, kQuarter, kYear };

/// The number of the period that a moment (UTC) falls into; consecutive periods have consecutive
/// numbers. Weeks are those of ISO 8601, Monday to Sunday.
[[nodiscard]] std::int64_t period_of(core::Timestamp time, Every every);

/// "2024-02-29", "2024-W09", "2024-02", "2024-Q1", "2024".
[[nodiscard]] std::string period_name(std::int64_t period, Every every);

/// What a period lasts, for looking back from a moment: 1, 7, 30, 91 and 365 days.
[[nodiscard]] std::chrono::days period_length(Every every);

/// "day", ...
[[nodiscard]] std::string period_word(Every every);

/// "2024-02-29".
[[nodiscard]] std::string date_text(core::Timestamp time);

}  // namespace hubmine::analysis
