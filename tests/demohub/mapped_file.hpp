#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

namespace hubmine::demohub {

struct Unmap {
    std::size_t size = 0;
    void operator()(const char* address) const noexcept;
};

/// A file's bytes, mapped read-only. A file that is not there is empty. Throws core::Error when it
/// is there and cannot be read.
class MappedFile {
  public:
    explicit MappedFile(const std::filesystem::path& path);
    [[nodiscard]] std::string_view bytes() const { return {mapping_.get(), size_}; }

  private:
    std::size_t size_ = 0;
    std::unique_ptr<const char, Unmap> mapping_;
};

}  // namespace hubmine::demohub
