#pragma once

#include <string_view>
#include <vector>

namespace hubmine::hub {

/// Splits the value of a header field at `separator`, but not within quoted texts and <URLs>.
[[nodiscard]] std::vector<std::string_view> split_field(std::string_view value, char separator);

}  // namespace hubmine::hub
