#include "trends/timeline.hpp"

#include <algorithm>

namespace hubmine::analysis::trends {

Timeline::Timeline(const std::vector<Moment>& moments) {
    for (std::size_t i = 0; i < moments.size(); ++i) {
        (moments[i].source ? imports_ : walks_)
            .push_back({.snapshot_id = moments[i].snapshot_id, .moment = i});
    }
    for (std::vector<Stop>* stops : {&walks_, &imports_}) {
        std::sort(stops->begin(), stops->end(),
                  [](const Stop& a, const Stop& b) { return a.snapshot_id < b.snapshot_id; });
    }
}

const Timeline::Stop* Timeline::import_of(std::int64_t snapshot_id) const {
    const auto found =
        std::lower_bound(imports_.begin(), imports_.end(), snapshot_id,
                         [](const Stop& stop, std::int64_t id) { return stop.snapshot_id < id; });
    return found != imports_.end() && found->snapshot_id == snapshot_id ? &*found : nullptr;
}

std::vector<Timeline::Stop>::const_iterator Timeline::first_walk_from(
    std::int64_t snapshot_id) const {
    return std::lower_bound(
        walks_.begin(), walks_.end(), snapshot_id,
        [](const Stop& stop, std::int64_t id) { return stop.snapshot_id < id; });
}

}  // namespace hubmine::analysis::trends
