#include "page_circle.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace hubmine::crawl {

namespace {

constexpr int kRepeatsToBelieve = 2;

}  // namespace

bool PageCircle::closes(std::vector<std::uint64_t> rows) {
    if (rows.empty()) {
        return ++empty_ >= kRepeatsToBelieve;
    }
    empty_ = 0;
    ++pages_;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (std::includes(kept_.begin(), kept_.end(), rows.begin(), rows.end())) {
        return ++repeats_ >= kRepeatsToBelieve;
    }
    if (pages_ >= 2 * kept_at_) {
        kept_ = std::move(rows);
        kept_at_ = pages_;
        repeats_ = 0;
    }
    return false;
}

std::uint64_t row_mark(std::string_view name) {
    return std::hash<std::string_view>()(name);
}

}  // namespace hubmine::crawl
