#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hubmine::core {

/// SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SHA-256 of a file's bytes. Throws Error when it cannot be read.
[[nodiscard]] std::string sha256_file(const std::filesystem::path& path);

/// HMAC-SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace hubmine::core
