#pragma once

#include <string>

namespace hubmine::core {

/// 256 bits that nobody can guess, from the system, as 64 lower-case hexadecimal digits. Throws
/// Error when the system has none.
[[nodiscard]] std::string random_key();

}  // namespace hubmine::core
