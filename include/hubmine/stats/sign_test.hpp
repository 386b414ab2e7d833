#pragma once

#include <cstdint>

namespace hubmine::stats {

/// Two-sided p-value of the exact sign test (Arbuthnot 1710; Conover 1999, section 3.4): how likely
/// it is that of wins + losses tosses of a fair coin at least so many fall on one side, whichever.
/// Ties were left out by the caller. P(X <= k) of the binomial distribution is the incomplete beta
/// function I_{1/2}(n - k, k + 1) (DLMF 8.17.5). 1 for no observation and for as many wins as
/// losses; may underflow to 0. Needs numbers >= 0.
[[nodiscard]] double sign_test_p(std::int64_t wins, std::int64_t losses);

}  // namespace hubmine::stats
