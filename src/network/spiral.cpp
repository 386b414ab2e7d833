#include "spiral.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace hubmine::network {

namespace {

constexpr double kField = 64;

std::int64_t field(double coordinate) {
    return static_cast<std::int64_t>(std::floor(coordinate / kField));
}

std::int64_t key(std::int64_t x, std::int64_t y) {
    constexpr std::int64_t kMany = 1 << 24;
    return x * kMany + y;
}

/// The places in the order in which they are tried.
Point place_number(std::int64_t at) {
    constexpr std::int64_t kAngles = 360;
    constexpr double kStep = 4;
    if (at == 0) {
        return {};
    }
    const auto turn = std::div(at - 1, kAngles);
    return polar(kStep * static_cast<double>(turn.quot + 1),
                 kWholeTurn * static_cast<double>(turn.rem) / static_cast<double>(kAngles));
}

}  // namespace

bool Circles::is_free(const Point& centre, double radius) const {
    const double reach = radius + largest_ + kGap;
    for (std::int64_t x = field(centre.x - reach); x <= field(centre.x + reach); ++x) {
        for (std::int64_t y = field(centre.y - reach); y <= field(centre.y + reach); ++y) {
            const auto found = fields_.find(key(x, y));
            if (found != fields_.end() &&
                std::any_of(found->second.begin(), found->second.end(),
                            [&](std::size_t i) { return touches(i, centre, radius); })) {
                return false;
            }
        }
    }
    return std::none_of(large_.begin(), large_.end(),
                        [&](std::size_t i) { return touches(i, centre, radius); });
}

void Circles::add(const Point& centre, double radius) {
    if (radius > kField) {
        large_.push_back(circles_.size());
    } else {
        fields_[key(field(centre.x), field(centre.y))].push_back(circles_.size());
        largest_ = std::max(largest_, radius);
    }
    circles_.push_back({centre, radius});
}

bool Circles::touches(std::size_t i, const Point& centre, double radius) const {
    const double apart = circles_[i].radius + radius + kGap;
    const double x = circles_[i].centre.x - centre.x;
    const double y = circles_[i].centre.y - centre.y;
    return x * x + y * y < apart * apart;
}

Point Spiral::place(double radius) {
    radius = std::ceil(radius);
    // Where a circle had no room, a larger one has none for ever.
    auto larger = tried_.upper_bound(radius);
    std::int64_t at = larger == tried_.begin() ? 0 : std::prev(larger)->second;
    while (!circles_.is_free(place_number(at), radius)) {
        ++at;
    }
    circles_.add(place_number(at), radius);
    while (larger != tried_.end() && larger->second <= at) {
        larger = tried_.erase(larger);
    }
    tried_[radius] = at;
    return place_number(at);
}

}  // namespace hubmine::network
