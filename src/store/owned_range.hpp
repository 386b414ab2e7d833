#pragma once

#include <string>
#include <string_view>

namespace hubmine::store {

/// The names of all that an owner owns: from `first` up to, not including, `end`, as bytes.
class OwnedRange {
  public:
    explicit OwnedRange(std::string_view owner)
        : first_(std::string(owner) + '/'), end_(std::string(owner) + static_cast<char>('/' + 1)) {}
    [[nodiscard]] std::string_view first() const { return first_; }
    [[nodiscard]] std::string_view end() const { return end_; }

  private:
    std::string first_;
    std::string end_;
};

}  // namespace hubmine::store
