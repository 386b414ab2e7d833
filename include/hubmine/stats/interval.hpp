#pragma once

namespace hubmine::stats {

/// A 95 % confidence interval.
struct Interval {
    double low = 0;
    double high = 0;
};

/// The 97.5 % quantile of the standard normal, as intervals of this program are defined.
inline constexpr double kNormal95 = 1.959964;

}  // namespace hubmine::stats
