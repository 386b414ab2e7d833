#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hubmine::core {

/// UTF-8 without a byte-order mark, from UTF-8 or from UTF-16 with a mark. `name` is for messages.
/// Throws UsageError, with the line, for what is neither.
[[nodiscard]] std::string decoded_text(std::string bytes, std::string_view name);

/// The text of a file that a person wrote. Throws Error when it cannot be read, UsageError when it
/// is no text.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& path);

}  // namespace hubmine::core
