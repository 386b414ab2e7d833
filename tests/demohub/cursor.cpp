#include "demohub/cursor.hpp"

#include "demohub/json_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hubmine::demohub {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The two ways to go on: the same value and a later _id, or a later value.
std::optional<Cursor> from_predicate(const nlohmann::json& predicate) {
    Cursor cursor;
    cursor.generation = predicate.value("g", std::uint64_t{0});
    for (const auto& choice : predicate.at("$or")) {
        for (const auto& [key, value] : choice.items()) {
            if (key == "_id") {
                cursor.hub_id = value.begin()->get<std::string>();
            } else if (value.is_object()) {
                cursor.sort = key;
                cursor.ascending = value.begin().key() == "$gt";
                cursor.value = value.begin()->dump();
            }
        }
    }
    return cursor.sort.empty() || cursor.hub_id.empty() ? std::nullopt : std::optional(cursor);
}

}  // namespace

std::string base64(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            bits = bits << 8U | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const std::uint32_t digit = bits >> (18U - 6U * static_cast<unsigned>(i)) & 63U;
            text.push_back(i <= group.size() ? kAlphabet[digit] : '=');
        }
    }
    return text;
}

std::optional<std::string> unbase64(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        if (c == '=') {
            break;
        }
        const std::size_t digit = kAlphabet.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        bits = (bits << 6U | static_cast<std::uint32_t>(digit)) & 0xffffU;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<char>(bits >> held & 0xffU));
        }
    }
    return bytes;
}

std::string encode_cursor(const Cursor& cursor) {
    const std::string_view id_step =
        cursor.sort == "createdAt" && !cursor.ascending ? "$lt" : "$gt";
    const std::string_view step = cursor.ascending ? "$gt" : "$lt";
    const std::string generation =
        cursor.generation > 0 ? fmt::format(R"(,"g":{})", cursor.generation) : "";
    return base64(
        fmt::format(R"({{"$or":[{{"{0}":{1},"_id":{{"{2}":"{3}"}}}},{{"{0}":{{"{4}":{1}}}}})"
                    R"(,{{"{0}":null}}]{5}}})",
                    cursor.sort, cursor.value, id_step, cursor.hub_id, step, generation));
}

std::optional<Cursor> decode_cursor(std::string_view text) {
    const auto bytes = unbase64(text);
    if (!bytes) {
        return std::nullopt;
    }
    try {
        return from_predicate(nlohmann::json::parse(*bytes));
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

}  // namespace hubmine::demohub
