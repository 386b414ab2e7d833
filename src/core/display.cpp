#include "hubmine/core/display.hpp"

#include <utf8proc.h>

namespace hubmine::core {

namespace {

/// The columns of the next character of valid UTF-8, which is taken from the text.
std::size_t take_width(std::string_view& text) {
    utf8proc_int32_t point = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (length <= 0) {
        text.remove_prefix(1);
        return 1;
    }
    text.remove_prefix(static_cast<std::size_t>(length));
    // Terminals join them with the initial before them; the library gives each a column.
    const bool is_hangul_vowel_or_final = point >= 0x1160 && point <= 0x11FF;
    return is_hangul_vowel_or_final ? 0 : static_cast<std::size_t>(utf8proc_charwidth(point));
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        width += take_width(text);
    }
    return width;
}

std::string_view cut_to_width(std::string_view text, std::size_t width) {
    std::string_view rest = text;
    std::size_t used = 0;
    std::size_t fitting = 0;
    while (!rest.empty()) {
        used += take_width(rest);
        if (used > width) {
            break;
        }
        fitting = text.size() - rest.size();
    }
    return text.substr(0, fitting);
}

}  // namespace hubmine::core
