#include "breaker.hpp"

#include <algorithm>

namespace hubmine::crawl {

bool Breaker::succeeded() {
    const bool was_open = open_until_.has_value();
    failures_ = 0;
    openings_ = 0;
    open_until_.reset();
    return was_open;
}

bool Breaker::failed(TimePoint now) {
    ++failures_;
    const bool trial_failed = open_until_ && now >= *open_until_;
    if (open_until_ ? !trial_failed : failures_ < options_.threshold) {
        return false;
    }
    const int doublings = std::min(openings_, 16);
    open_until_ = now + std::min(options_.pause * (1 << doublings), options_.longest_pause);
    ++openings_;
    return true;
}

}  // namespace hubmine::crawl
