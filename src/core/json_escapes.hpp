#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hubmine::core {

/// Resolves the escapes of a JSON string's inside, as UTF-8; a lone surrogate becomes U+FFFD.
/// Absent when one is no escape of JSON.
[[nodiscard]] std::optional<std::string> unescape(std::string_view inside);

}  // namespace hubmine::core
