#include "clean_text.hpp"

#include "hubmine/core/text.hpp"

#include <algorithm>

namespace hubmine::store {

std::string_view clean(std::string_view text, std::string& buffer) {
    const bool plain = std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c - 1) < 0x7FU; });
    if (plain) {
        return text;
    }
    buffer = core::sanitize_utf8(text);
    return buffer;
}

}  // namespace hubmine::store
