#include "calendar/pace.hpp"

#include <algorithm>
#include <cstddef>

namespace hubmine::analysis::calendar {

Pace pace_of(const std::vector<Day>& days) {
    Pace pace;
    std::int64_t streak = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const std::int64_t idle = i == 0 ? 0 : days[i].day - days[i - 1].day - 1;
        streak = idle == 0 ? streak + 1 : 1;
        pace.streak = std::max(pace.streak, streak);
        pace.gap = std::max(pace.gap, idle);
        const std::int64_t events = sum_of(days[i].counts);
        if (events > pace.busiest_events) {
            pace.busiest = days[i].day;
            pace.busiest_events = events;
        }
    }
    return pace;
}

}  // namespace hubmine::analysis::calendar
