#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hubmine::identity {

/// What of a name is compared: Unicode's normal form C, ASCII letters in lower case, without ASCII
/// white space and the 32 ASCII punctuation signs, in code points. Bytes that are no UTF-8 become
/// U+FFFD.
[[nodiscard]] std::u32string normal_form(std::string_view name);

/// Length of the longest common subsequence, by bit-vectors (Hyyrö 2004, "Bit-parallel LCS-length
/// computation revisited"): O(|b| · ⌈|a|/64⌉).
[[nodiscard]] std::size_t longest_common_subsequence(std::u32string_view a, std::u32string_view b);

/// 100 · 2 · common / total, rounded half to even; `total` is the sum of both lengths. 0 when it
/// is 0.
[[nodiscard]] int similarity_of_lengths(std::size_t common, std::size_t total);

/// The similarity of two normal forms, 0 .. 100, as fuzzywuzzy has it from python-Levenshtein's
/// `ratio`. 0 when one of them is empty.
[[nodiscard]] int similarity(std::u32string_view a, std::u32string_view b);

}  // namespace hubmine::identity
