#pragma once

#include <cstddef>

namespace hubmine::hub {

/// SHA-256 has 64 digits: what is longer is no name of a commit.
inline constexpr std::size_t kLongestSha = 64;

}  // namespace hubmine::hub
