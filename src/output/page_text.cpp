#include "page_text.hpp"

#include "hubmine/core/digest.hpp"
#include "hubmine/core/text.hpp"

#include "cell_text.hpp"
#include "xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace hubmine::output {

namespace {

/// Three bytes make four digits of base 64; those that are missing make '='.
std::string base64(const std::vector<std::uint8_t>& bytes) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = i; j < i + 3; ++j) {
            group = (group << 8U) | (j < bytes.size() ? bytes[j] : 0U);
        }
        const std::size_t known = std::min<std::size_t>(bytes.size() - i, 3);
        for (std::size_t digit = 0; digit < 4; ++digit) {
            text += digit <= known ? kDigits[(group >> (18 - 6 * digit)) & 0x3FU] : '=';
        }
    }
    return text;
}

std::string share_text_of(double share) {
    const double percent = 100 * share;
    const double size = std::abs(percent);
    if (size == 0 || size >= 10) {
        return fmt::format("{:.1f} %", percent);
    }
    return size >= 0.01 ? fmt::format("{:.2f} %", percent) : fmt::format("{:.3g} %", percent);
}

}  // namespace

std::string html_text(std::string_view text) {
    return xml_text(core::printable(text));
}

std::string told_text(std::string_view text) {
    const std::vector<std::string_view> pieces = core::split(text, '`');
    std::string told;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool is_command = i % 2 == 1 && i + 1 < pieces.size();
        const std::string_view before = i % 2 == 1 && !is_command ? "`" : "";
        told += is_command ? "<code>" + html_text(pieces[i]) + "</code>"
                           : fmt::format("{}{}", before, html_text(pieces[i]));
    }
    return told;
}

std::string script_json(std::string_view json) {
    std::string safe;
    safe.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        const std::string_view rest = json.substr(i);
        if (c == '<' || c == '>' || c == '&') {
            safe += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
            safe += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            safe += c;
        }
    }
    return safe;
}

std::string reader_text(const core::Cell& cell, core::Unit unit) {
    if (const auto* real = std::get_if<double>(&cell)) {
        return unit == core::Unit::kShare ? share_text_of(*real) : brief_text(cell);
    }
    const auto* whole = std::get_if<std::int64_t>(&cell);
    const bool is_amount = unit == core::Unit::kCount || unit == core::Unit::kBytes;
    return whole != nullptr && is_amount ? core::grouped(*whole) : brief_text(cell);
}

std::string policy_hash(std::string_view script) {
    const std::string digits = core::sha256(script);
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
    }
    return "'sha256-" + base64(bytes) + "'";
}

}  // namespace hubmine::output
