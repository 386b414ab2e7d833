#include "hubmine/identity/similarity.hpp"

#include "hubmine/core/text.hpp"

#include "common_subsequence.hpp"

#include <array>

namespace hubmine::identity {

namespace {

/// Reads one code point of valid UTF-8 and moves past it.
char32_t next_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    const char32_t lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    constexpr std::array<char32_t, 5> kLeadBits{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t point = lead & kLeadBits.at(length);
    for (std::size_t i = 1; i < length; ++i) {
        point = (point << 6U) | (byte(at + i) & 0x3FU);
    }
    at += length;
    return point;
}

bool is_left_out(char32_t point) {
    const bool white = point == ' ' || (point >= '\t' && point <= '\r');
    const bool punctuation = (point >= '!' && point <= '/') || (point >= ':' && point <= '@') ||
                             (point >= '[' && point <= '`') || (point >= '{' && point <= '~');
    return white || punctuation;
}

}  // namespace

std::u32string normal_form(std::string_view name) {
    const std::string text = core::sanitize_utf8(core::ascii_lower(name));
    std::u32string form;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = next_point(text, at);
        if (!is_left_out(point)) {
            form.push_back(point);
        }
    }
    return form;
}

std::size_t longest_common_subsequence(std::u32string_view a, std::u32string_view b) {
    return CommonSubsequence(a).with(b);
}

int similarity_of_lengths(std::size_t common, std::size_t total) {
    if (total == 0) {
        return 0;
    }
    const std::size_t scaled = 200 * common;
    const std::size_t whole = scaled / total;
    const std::size_t rest = scaled % total;
    const bool up = 2 * rest > total || (2 * rest == total && whole % 2 == 1);
    return static_cast<int>(whole + (up ? 1 : 0));
}

int similarity(std::u32string_view a, std::u32string_view b) {
    return similarity_of_lengths(longest_common_subsequence(a, b), a.size() + b.size());
}

}  // namespace hubmine::identity
