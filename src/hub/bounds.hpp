#pragma once

#include <cstdint>
#include <limits>

namespace hubmine::hub {

/// No count of the Hub comes near these, and the sum of one for each of its repositories stays in
/// 64 bits (parameters aside). What is larger is malformed.
constexpr std::int64_t kMostCount = 1'000'000'000'000;           ///< likes, downloads
constexpr std::int64_t kMostParameters = 1'000'000'000'000'000;  ///< weights of a model
constexpr std::int64_t kMostBytes = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMostRows = 1'000'000'000;  ///< commits or discussions of a repository

}  // namespace hubmine::hub
