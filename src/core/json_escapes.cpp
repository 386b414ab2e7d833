#include "json_escapes.hpp"

#include <algorithm>

namespace hubmine::core {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

void append_code_point(std::string& out, unsigned code) {
    const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
    if (code < 0x80U) {
        put(code);
    } else if (code < 0x800U) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000U) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

constexpr unsigned kNoUnit = 0xFFFFFFFFU;
constexpr unsigned kReplacementUnit = 0xFFFDU;

/// The UTF-16 unit of `\uXXXX` at `text[at]` (the backslash), kNoUnit when it is none.
unsigned unit_at(std::string_view text, std::size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') {
        return kNoUnit;
    }
    unsigned unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hex_value(text[i]);
        if (digit < 0) {
            return kNoUnit;
        }
        unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
}

/// Appends the character of the `\u` escape at `at` and returns its length; 0 when it is none.
std::size_t append_unicode_escape(std::string_view text, std::size_t at, std::string& out) {
    const unsigned unit = unit_at(text, at);
    if (unit == kNoUnit) {
        return 0;
    }
    if (unit >= 0xD800U && unit <= 0xDBFFU) {
        const unsigned low = unit_at(text, at + 6);
        if (low >= 0xDC00U && low <= 0xDFFFU) {
            append_code_point(out, 0x10000U + ((unit - 0xD800U) << 10U) + (low - 0xDC00U));
            return 12;
        }
    }
    const bool lone = unit >= 0xD800U && unit <= 0xDFFFU;
    append_code_point(out, lone ? kReplacementUnit : unit);
    return 6;
}

char simple_escape(char c) {
    switch (c) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case '"':
        case '\\':
        case '/':
            return c;
        default:
            return '\0';
    }
}

}  // namespace

std::optional<std::string> unescape(std::string_view inside) {
    std::string out;
    out.reserve(inside.size());
    std::size_t i = 0;
    while (i < inside.size()) {
        const std::size_t stop = std::min(inside.find('\\', i), inside.size());
        out.append(inside.substr(i, stop - i));
        i = stop;
        if (i + 1 >= inside.size()) {
            break;
        }
        if (inside[i + 1] == 'u') {
            const std::size_t length = append_unicode_escape(inside, i, out);
            if (length == 0) {
                return std::nullopt;
            }
            i += length;
            continue;
        }
        const char c = simple_escape(inside[i + 1]);
        if (c == '\0') {
            return std::nullopt;
        }
        out += c;
        i += 2;
    }
    return out;
}

}  // namespace hubmine::core
