#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hubmine::core {

/// "unknown format 'jsn': did you mean json?", or what there is when nothing is near.
[[nodiscard]] std::string unknown_word(std::string_view what, std::string_view word,
                                       const std::vector<std::string>& candidates);

}  // namespace hubmine::core
