#include "demohub/message.hpp"

#include "hubmine/core/text.hpp"

#include "demohub/json_text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace hubmine::demohub {
namespace {

std::optional<char> hex_pair(std::string_view digits) {
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() != 2 || error != std::errc{} || end != digits.data() + 2) {
        return std::nullopt;
    }
    return static_cast<char>(value);
}

bool names(std::string_view key, std::string_view name) {
    return key == name || (key.size() == name.size() + 2 && key.substr(0, name.size()) == name &&
                           key.substr(name.size()) == "[]");
}

}  // namespace

std::string percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto pair = text[i] == '%' ? hex_pair(text.substr(i + 1, 2)) : std::nullopt;
        if (pair) {
            decoded.push_back(*pair);
            i += 2;
        } else {
            decoded.push_back(text[i] == '+' && plus_is_space ? ' ' : text[i]);
        }
    }
    return decoded;
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

Ask parse_target(std::string_view target) {
    Ask ask;
    ask.target = target;
    const std::size_t mark = target.find('?');
    const std::string_view path = target.substr(0, mark);
    for (const std::string_view segment : core::split(path, '/')) {
        if (!segment.empty()) {
            ask.segments.push_back(percent_decoded(segment, false));
        }
    }
    if (mark == std::string_view::npos) {
        return ask;
    }
    ask.raw_query = target.substr(mark + 1);
    for (const std::string_view part : core::split(ask.raw_query, '&')) {
        if (!part.empty()) {
            const std::size_t equals = part.find('=');
            const auto value = equals < part.size() ? part.substr(equals + 1) : std::string_view{};
            ask.query.emplace_back(percent_decoded(part.substr(0, equals), true),
                                   percent_decoded(value, true));
        }
    }
    return ask;
}

std::optional<std::string> Ask::param(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (names(key, name)) {
            return value;
        }
    }
    return std::nullopt;
}

std::vector<std::string> Ask::params(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : query) {
        if (names(key, name)) {
            values.push_back(value);
        }
    }
    return values;
}

bool Ask::flag(std::string_view name) const {
    const auto value = param(name);
    return value == "true" || value == "True" || value == "1";
}

std::int64_t Ask::number(std::string_view name, std::int64_t fallback, std::int64_t low) const {
    const auto text = param(name);
    if (!text) {
        return fallback;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || text->empty()) {
        throw BadRequest{fmt::format("✖ Invalid input: expected number, received {}", *text)};
    }
    if (value < low) {
        throw BadRequest{fmt::format("✖ Too small: expected number to be >={}", low)};
    }
    return value;
}

Reply json_reply(std::string body) {
    Reply reply;
    reply.body = std::make_shared<const std::string>(std::move(body));
    reply.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    return reply;
}

Reply error_reply(int status, std::string_view code, std::string_view message) {
    Reply reply = json_reply(fmt::format(R"({{"error":{}}})", json_string(message)));
    reply.status = status;
    if (!code.empty()) {
        reply.headers.emplace_back("X-Error-Code", code);
    }
    reply.headers.emplace_back("X-Error-Message", message);
    return reply;
}

Reply redirect_reply(std::string_view target) {
    Reply reply;
    reply.status = 307;
    reply.body = std::make_shared<const std::string>();
    reply.headers.emplace_back("Location", target);
    return reply;
}

}  // namespace hubmine::demohub
