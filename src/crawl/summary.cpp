#include "hubmine/crawl/summary.hpp"

namespace hubmine::crawl {

Tally& Tally::operator+=(const Tally& more) {
    listed += more.listed;
    added += more.added;
    changed += more.changed;
    unchanged += more.unchanged;
    removed += more.removed;
    for (const auto& [what, count] : more.fetched) {
        fetched[what] += count;
    }
    std::erase_if(fetched, [](const auto& entry) { return entry.second == 0; });
    malformed += more.malformed;
    return *this;
}

bool Summary::incomplete() const {
    return ending != Ending::kDone || !lists_complete || left > 0 || names_left > 0;
}

}  // namespace hubmine::crawl
