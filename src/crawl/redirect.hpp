#pragma once

#include "desk.hpp"

#include <optional>
#include <string>

namespace hubmine::crawl {

/// How often one ask is sent somewhere else, or told to ask for less.
inline constexpr int kMostHops = 5;

/// Where a redirect leads within the Hub.
struct Redirect {
    std::string url;
    bool is_one_too_many = false;
};

/// Where the redirect `delivery` leads, one more hop of its ask. Absent when it leaves the Hub:
/// then its ask is asked again.
[[nodiscard]] std::optional<Redirect> redirect_of(Desk& desk, Delivery& delivery);

}  // namespace hubmine::crawl
