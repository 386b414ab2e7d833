#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hubmine::identity {

/// One text prepared for the longest common subsequence with many others.
class CommonSubsequence {
  public:
    explicit CommonSubsequence(std::u32string_view text);

    [[nodiscard]] std::size_t with(std::u32string_view other);

  private:
    /// Where a code point stands in the text, a bit a position.
    [[nodiscard]] const std::uint64_t* places(char32_t point) const;

    std::size_t words_;
    std::size_t length_;
    std::vector<std::uint64_t> ascii_;  ///< 128 rows
    std::unordered_map<char32_t, std::vector<std::uint64_t>> others_;
    std::vector<std::uint64_t> nowhere_;
    std::vector<std::uint64_t> state_;
};

}  // namespace hubmine::identity
