#include "patience.hpp"

namespace hubmine::crawl {

using std::chrono::milliseconds;

bool Patience::bears(const std::optional<Pause>& pause, TimePoint now) {
    if (since_) {
        const auto passed = std::chrono::duration_cast<milliseconds>(now - *since_);
        waited_ += passed;
        *since_ += passed;  // what is less than a millisecond stays for the next time
    }
    if (!pause || !pause->told) {
        since_.reset();
        return true;
    }
    if (!since_) {
        since_ = now;
    }
    return wait_ && (!max_wait_ || waited_ + (pause->until - now) <= *max_wait_);
}

}  // namespace hubmine::crawl
