#include "demohub/quota.hpp"

#include <fmt/format.h>

#include <utility>

namespace hubmine::demohub {
namespace {

constexpr std::int64_t kHuge = 1000000000;

std::int64_t whole_seconds(std::chrono::milliseconds duration) {
    return std::chrono::ceil<std::chrono::seconds>(duration).count();
}

}  // namespace

QuotaBook::QuotaBook(std::int64_t quota, std::chrono::milliseconds window, Clock clock)
    : quota_(quota), window_(window), clock_(std::move(clock)), start_(clock_()) {}

Grant QuotaBook::ask() {
    const std::lock_guard lock(mutex_);
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(clock_() - start_);
    const std::int64_t number = passed / window_;
    if (windows_.empty() || windows_.back().number != number) {
        windows_.push_back({number, 0, 0});
    }
    WindowUse& window = windows_.back();
    const std::int64_t limit = quota_ > 0 ? quota_ : kHuge;
    const bool granted = window.used < limit;
    ++(granted ? window.used : window.refused);
    const std::int64_t reset = whole_seconds(window_ * (number + 1) - passed);
    return {granted, fmt::format(R"("api";r={};t={})", limit - window.used, reset),
            fmt::format(R"("fixed window";"api";q={};w={})", limit, whole_seconds(window_))};
}

std::vector<WindowUse> QuotaBook::windows() const {
    const std::lock_guard lock(mutex_);
    return windows_;
}

}  // namespace hubmine::demohub
