#include "hubmine/core/text_file.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace hubmine::core {

namespace {

enum class Order { kLittle, kBig };

char32_t unit(std::string_view bytes, std::size_t at, Order order) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    const unsigned value = order == Order::kLittle ? first + (static_cast<unsigned>(second) << 8U)
                                                   : second + (static_cast<unsigned>(first) << 8U);
    return static_cast<char32_t>(value);
}

void append_utf8(std::string& to, char32_t point) {
    const auto tail = [&](unsigned shift) {
        to += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80U) {
        to += static_cast<char>(point);
    } else if (point < 0x800U) {
        to += static_cast<char>(0xC0U | (point >> 6U));
        tail(0);
    } else if (point < 0x10000U) {
        to += static_cast<char>(0xE0U | (point >> 12U));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0U | (point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_high(char32_t unit) {
    return unit >= 0xD800U && unit < 0xDC00U;
}

bool is_low(char32_t unit) {
    return unit >= 0xDC00U && unit < 0xE000U;
}

/// `bytes` without the mark. A half of a pair alone becomes U+FFFD.
std::string from_utf16(std::string_view bytes, Order order, std::string_view name) {
    if (bytes.size() % 2 != 0) {
        throw UsageError(fmt::format("{}: this UTF-16 text ends within a character", name));
    }
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        const char32_t first = unit(bytes, i, order);
        if (is_high(first) && i + 2 < bytes.size() && is_low(unit(bytes, i + 2, order))) {
            i += 2;
            append_utf8(text,
                        0x10000U + ((first - 0xD800U) << 10U) + (unit(bytes, i, order) - 0xDC00U));
        } else {
            append_utf8(text, is_high(first) || is_low(first) ? char32_t{0xFFFD} : first);
        }
    }
    return text;
}

/// What is shown as it should be by no program is better refused than half understood.
void check_is_text(std::string_view text, std::string_view name) {
    std::size_t line = 0;
    while (!text.empty()) {
        ++line;
        const std::size_t end = text.find('\n');
        const std::string_view piece = text.substr(0, end);
        if (sanitize_utf8(piece) != piece) {
            const bool binary = piece.find('\0') != std::string_view::npos;
            throw UsageError(fmt::format("{}:{}: {}", name, line,
                                         binary ? "this is no text: save it as text (CSV, UTF-8)"
                                                : "this is not UTF-8: save the file as UTF-8"));
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

}  // namespace

std::string decoded_text(std::string bytes, std::string_view name) {
    const std::string_view all = bytes;
    if (all.starts_with("\xFF\xFE")) {
        bytes = from_utf16(all.substr(2), Order::kLittle, name);
    } else if (all.starts_with("\xFE\xFF")) {
        bytes = from_utf16(all.substr(2), Order::kBig, name);
    } else if (all.starts_with("\xEF\xBB\xBF")) {
        bytes.erase(0, 3);
    }
    check_is_text(bytes, name);
    return bytes;
}

std::string read_text_file(const std::filesystem::path& path) {
    std::error_code unknown;
    const bool is_folder = std::filesystem::is_directory(path, unknown);
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in || is_folder) {
        const int error = is_folder ? EISDIR : errno;
        throw Error(fmt::format("cannot read {}: {}", path.string(),
                                std::error_code(error, std::generic_category()).message()));
    }
    return decoded_text({std::istreambuf_iterator<char>(in), {}}, path.string());
}

}  // namespace hubmine::core
