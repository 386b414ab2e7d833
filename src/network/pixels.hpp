#pragma once

#include <cmath>

namespace hubmine::network {

/// To hundredths of a pixel.
inline double rounded(double coordinate) {
    constexpr double kHundredth = 100;
    return std::round(coordinate * kHundredth) / kHundredth + 0.0;  // no negative zero
}

}  // namespace hubmine::network
