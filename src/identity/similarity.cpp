#include "hubmine/identity/similarity.hpp"

#include "hubmine/core/text.hpp"

#include "common_subsequence.hpp"

#include <stdexcept>
#include <utf8proc.h>
#include <vector>

namespace hubmine::identity {

namespace {

std::size_t checked(utf8proc_ssize_t count) {
    if (count < 0) {
        throw std::runtime_error(utf8proc_errmsg(count));
    }
    return static_cast<std::size_t>(count);
}

/// The code points of valid UTF-8, accents joined with their letters (Unicode's NFC).
std::vector<utf8proc_int32_t> composed(std::string_view text) {
    constexpr auto kForm = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    const utf8proc_ssize_t count = utf8proc_decompose(bytes, size, nullptr, 0, kForm);
    std::vector<utf8proc_int32_t> points(checked(count));
    checked(utf8proc_decompose(bytes, size, points.data(), count, kForm));
    points.resize(checked(utf8proc_normalize_utf32(points.data(), count, kForm)));
    return points;
}

bool is_left_out(char32_t point) {
    const bool white = point == ' ' || (point >= '\t' && point <= '\r');
    const bool punctuation = (point >= '!' && point <= '/') || (point >= ':' && point <= '@') ||
                             (point >= '[' && point <= '`') || (point >= '{' && point <= '~');
    return white || punctuation;
}

}  // namespace

std::u32string normal_form(std::string_view name) {
    std::u32string form;
    for (const utf8proc_int32_t composed_point : composed(core::sanitize_utf8(name))) {
        const auto point = static_cast<char32_t>(composed_point);
        if (!is_left_out(point)) {
            form.push_back(point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point);
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
