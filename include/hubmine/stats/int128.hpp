#pragma once

namespace hubmine::stats {

/// Sums and products of the Hub's 64-bit counts, exact.
__extension__ using Int128 = __int128;

}  // namespace hubmine::stats
