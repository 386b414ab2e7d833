#pragma once

#include "hubmine/network/layout.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numbers>
#include <unordered_map>
#include <vector>

namespace hubmine::network {

/// Between things that are drawn, in pixels.
inline constexpr double kGap = 2;
inline constexpr double kWholeTurn = 2 * std::numbers::pi;

/// From the top clockwise.
inline Point polar(double radius, double angle) {
    return {.x = radius * std::sin(angle), .y = -radius * std::cos(angle)};
}

/// Circles that touch no other one. Kept by fields of a coarse grid.
class Circles {
  public:
    [[nodiscard]] bool is_free(const Point& centre, double radius) const;
    void add(const Point& centre, double radius);

  private:
    struct Circle {
        Point centre;
        double radius = 0;
    };
    [[nodiscard]] bool touches(std::size_t i, const Point& centre, double radius) const;

    std::vector<Circle> circles_;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> fields_;
    std::vector<std::size_t> large_;  // those larger than a field
    double largest_ = 0;              // of the others
};

/// Finds places for circles around the origin: see lay_out_forest().
class Spiral {
  public:
    /// The centre; the radius is rounded up to whole pixels.
    [[nodiscard]] Point place(double radius);

  private:
    Circles circles_;
    std::map<double, std::int64_t> tried_;  // radius -> the first place that may be free; ascending
};

}  // namespace hubmine::network
