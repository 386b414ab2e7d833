#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hubmine::analysis {

/// Stable names that only the holder of a key can connect with people: HMAC-SHA-256 of the name.
class Pseudonyms {
  public:
    /// Reads the key (64 hexadecimal digits), or makes a random one that only its owner may read
    /// (mode 0600) where there is no file yet. Throws Error when that fails, UsageError when the
    /// file is no key.
    explicit Pseudonyms(const std::filesystem::path& key_file);

    /// "dev-" and 16 hexadecimal digits.
    [[nodiscard]] std::string of(std::string_view name) const;

  private:
    std::string key_;
};

}  // namespace hubmine::analysis
