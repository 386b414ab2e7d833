#include "xml_text.hpp"

#include "hubmine/core/text.hpp"

namespace hubmine::output {

namespace {

constexpr unsigned char kFirstPrintable = 0x20;

/// The reference for a character that may not stand for itself; empty for one that may.
std::string_view reference(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&apos;";
        case '\t':
            return "&#9;";
        case '\n':
            return "&#10;";
        case '\r':
            return "&#13;";
        default:
            return {};
    }
}

/// U+2400 + c in UTF-8.
std::string control_picture(unsigned char c) {
    return std::string("\xE2\x90") + static_cast<char>(0x80U + c);
}

}  // namespace

std::string xml_text(std::string_view text) {
    const std::string valid = core::sanitize_utf8(text);
    std::string result;
    result.reserve(valid.size());
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const char c = valid[i];
        const std::string_view rest = std::string_view(valid).substr(i);
        if (const std::string_view known = reference(c); !known.empty()) {
            result += known;
        } else if (static_cast<unsigned char>(c) < kFirstPrintable) {
            result += control_picture(static_cast<unsigned char>(c));
        } else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
            result += "\xEF\xBF\xBD";  // U+FFFE and U+FFFF are no characters of XML
            i += 2;
        } else {
            result += c;
        }
    }
    return result;
}

std::string xml_cell(const core::Cell& cell) {
    return xml_text(core::exact_text(cell));
}

std::string_view xml_type(core::CellType type) {
    switch (type) {
        case core::CellType::kText:
        case core::CellType::kAny:
            return "string";
        case core::CellType::kInteger:
            return "long";
        case core::CellType::kReal:
            return "double";
    }
    return "string";
}

}  // namespace hubmine::output
