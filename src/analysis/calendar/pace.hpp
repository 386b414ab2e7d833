#pragma once

#include "calendar/events.hpp"

#include <cstdint>
#include <vector>

namespace hubmine::analysis::calendar {

/// A day, as a count of days since 1970-01-01, on which something happened.
struct Day {
    std::int64_t day = 0;
    EventCounts counts{};
};

/// How steadily somebody was active.
struct Pace {
    std::int64_t streak = 0;   ///< most consecutive active days
    std::int64_t gap = 0;      ///< most consecutive days without, between active ones
    std::int64_t busiest = 0;  ///< the day with most events, of equals the earliest
    std::int64_t busiest_events = 0;
};

/// Of active days in ascending order.
[[nodiscard]] Pace pace_of(const std::vector<Day>& days);

}  // namespace hubmine::analysis::calendar
