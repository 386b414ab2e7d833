#include "calendar/events.hpp"

#include <algorithm>
#include <numeric>

namespace hubmine::analysis::calendar {

std::int64_t sum_of(const EventCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

std::vector<std::uint8_t> lists_of_somebody(const store::Dataset& data,
                                            const Developers& developers) {
    std::vector<std::uint8_t> is_somebody;
    for (std::size_t list = 0; list < data.author_lists.size(); ++list) {
        const auto authors = data.author_lists[list];
        const bool has_one = std::any_of(
            authors.begin(), authors.end(),
            [&developers](std::uint32_t author) { return !developers.is_nobody(author); });
        is_somebody.push_back(has_one ? 1 : 0);
    }
    return is_somebody;
}

}  // namespace hubmine::analysis::calendar
