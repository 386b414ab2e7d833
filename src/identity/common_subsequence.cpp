#include "common_subsequence.hpp"

#include <bit>

namespace hubmine::identity {

namespace {

constexpr std::size_t kBits = 64;
constexpr std::size_t kAscii = 128;

}  // namespace

CommonSubsequence::CommonSubsequence(std::u32string_view text)
    : words_((text.size() + kBits - 1) / kBits),
      length_(text.size()),
      ascii_(kAscii * words_, 0),
      nowhere_(words_, 0),
      state_(words_, 0) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint64_t bit = std::uint64_t{1} << (i % kBits);
        if (text[i] < kAscii) {
            ascii_[text[i] * words_ + i / kBits] |= bit;
        } else {
            auto& row = others_[text[i]];
            row.resize(words_, 0);
            row[i / kBits] |= bit;
        }
    }
}

const std::uint64_t* CommonSubsequence::places(char32_t point) const {
    if (point < kAscii) {
        return ascii_.data() + point * words_;
    }
    const auto found = others_.find(point);
    return found == others_.end() ? nowhere_.data() : found->second.data();
}

std::size_t CommonSubsequence::with(std::u32string_view other) {
    state_.assign(words_, ~std::uint64_t{0});
    for (const char32_t point : other) {
        const std::uint64_t* const match = places(point);
        std::uint64_t carry = 0;
        for (std::size_t w = 0; w < words_; ++w) {
            const std::uint64_t state = state_[w];
            const std::uint64_t hit = state & match[w];
            const std::uint64_t partial = state + hit;
            const std::uint64_t sum = partial + carry;
            carry = (partial < state ? 1U : 0U) | (sum < partial ? 1U : 0U);
            state_[w] = sum | (state & ~match[w]);
        }
    }
    std::size_t length = 0;
    for (std::size_t w = 0; w < words_; ++w) {
        const std::size_t used = w + 1 < words_ || length_ % kBits == 0 ? kBits : length_ % kBits;
        const std::uint64_t mask =
            used == kBits ? ~std::uint64_t{0} : (std::uint64_t{1} << used) - 1;
        length += static_cast<std::size_t>(std::popcount(~state_[w] & mask));
    }
    return length;
}

}  // namespace hubmine::identity
