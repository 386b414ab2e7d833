#include "xlsx_text.hpp"

#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hubmine::output {

namespace {

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// True for what begins like `_x0041_`.
bool begins_as_code(std::string_view text) {
    constexpr std::size_t kLength = 7;
    return text.size() >= kLength && text.starts_with("_x") && text[kLength - 1] == '_' &&
           std::all_of(text.begin() + 2, text.begin() + kLength - 1, is_hexadecimal);
}

std::string_view entity(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        default:
            return {};
    }
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20U && c != '\n' && c != '\t';
}

/// True for what stands for itself, whatever follows.
bool is_plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20U &&
           std::string_view("&<>\"_\xEF").find(c) == std::string_view::npos;
}

/// What is written for the character at the start of `text`, and how many bytes that is for.
std::pair<std::string, std::size_t> substitute(std::string_view text) {
    const char c = text.front();
    if (is_control(c)) {
        return {fmt::format("_x{:04X}_", static_cast<unsigned>(c)), 1};
    }
    if (c == '_' && begins_as_code(text)) {
        return {"_x005F_", 1};
    }
    if (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF")) {
        return {text[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_", 3};
    }
    const std::string_view known = entity(c);
    return {known.empty() ? std::string(1, c) : std::string(known), 1};
}

/// UTF-16's units of the character that begins with this byte of UTF-8; 0 for a byte within one.
std::size_t units_of(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0U) == 0x80U) {
        return 0;
    }
    return value >= 0xF0U ? 2 : 1;
}

}  // namespace

std::string xlsx_text(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (is_plain(text[i])) {
            result += text[i++];
        } else {
            const auto [told, length] = substitute(text.substr(i));
            result += told;
            i += length;
        }
    }
    return core::sanitize_utf8(result);
}

std::string_view cut_to_units(std::string_view text, std::size_t units) {
    if (text.size() <= units) {
        return text;
    }
    std::size_t used = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        used += units_of(text[i]);
        if (used > units) {
            return text.substr(0, i);
        }
    }
    return text;
}

std::string SheetNames::add(std::string_view wanted) {
    constexpr std::size_t kLongest = 31;
    std::string clean = core::printable(wanted);
    for (char& c : clean) {
        // An apostrophe may stand within a name only, and formulas that name such sheets are a
        // pain.
        if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) {
            c = '_';
        }
    }
    if (clean.empty() || core::ascii_lower(clean) == "history") {
        clean += '_';  // a name that is taken by the spreadsheet itself
    }
    std::string name(cut_to_units(clean, kLongest));
    for (int number = 2; !taken_.insert(core::ascii_lower(name)).second; ++number) {
        const std::string ending = fmt::format(" ({})", number);
        name = std::string(cut_to_units(clean, kLongest - ending.size())) + ending;
    }
    return name;
}

}  // namespace hubmine::output
