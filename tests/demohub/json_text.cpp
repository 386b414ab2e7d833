#include "demohub/json_text.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace hubmine::demohub {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) {
        ++at;
    }
    return at;
}

/// One past the closing quote of the string that opens at `at`.
std::size_t skip_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            return at + 1;
        }
    }
    throw core::Error("JSON text ends inside a string");
}

std::size_t skip_nested(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = skip_string(text, at);
            continue;
        }
        if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return at + 1;
        }
        ++at;
    }
    throw core::Error("JSON text ends inside an object or array");
}

std::size_t skip_value(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        throw core::Error("JSON text ends where a value should be");
    }
    if (text[at] == '"') {
        return skip_string(text, at);
    }
    if (text[at] == '{' || text[at] == '[') {
        return skip_nested(text, at);
    }
    while (at < text.size() && text[at] != ',' && text[at] != '}' && text[at] != ']' &&
           !is_space(text[at])) {
        ++at;
    }
    return at;
}

std::size_t expect(std::string_view text, std::size_t at, char wanted) {
    at = skip_space(text, at);
    if (at >= text.size() || text[at] != wanted) {
        throw core::Error(fmt::format("JSON text lacks a '{}' at byte {}", wanted, at));
    }
    return skip_space(text, at + 1);
}

bool closes(std::string_view text, std::size_t at, char bracket) {
    return at < text.size() && text[at] == bracket;
}

}  // namespace

RawObject::RawObject(std::string_view text) {
    std::size_t at = expect(text, 0, '{');
    while (!closes(text, at, '}')) {
        if (!closes(text, at, '"')) {
            throw core::Error(fmt::format("JSON object lacks a key at byte {}", at));
        }
        const std::size_t key_end = skip_string(text, at);
        const auto key = text.substr(at + 1, key_end - at - 2);
        at = expect(text, key_end, ':');
        const std::size_t value_end = skip_value(text, at);
        members_.emplace_back(key, text.substr(at, value_end - at));
        at = skip_space(text, value_end);
        if (!closes(text, at, '}')) {
            at = expect(text, at, ',');
        }
    }
}

std::optional<std::string_view> RawObject::find(std::string_view key) const {
    for (const auto& [name, value] : members_) {
        if (name == key) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<std::string> RawObject::text(std::string_view key) const {
    const auto value = find(key);
    return value ? from_json_string(*value) : std::nullopt;
}

std::optional<std::int64_t> RawObject::integer(std::string_view key) const {
    const auto value = find(key);
    std::int64_t number = 0;
    if (!value ||
        std::from_chars(value->data(), value->data() + value->size(), number).ec != std::errc{}) {
        return std::nullopt;
    }
    return number;
}

bool RawObject::is_true(std::string_view key) const {
    return find(key) == "true";
}

std::vector<std::string_view> array_elements(std::string_view text) {
    std::vector<std::string_view> elements;
    std::size_t at = skip_space(text, 0);
    if (!closes(text, at, '[')) {
        return elements;
    }
    at = skip_space(text, at + 1);
    while (!closes(text, at, ']')) {
        const std::size_t end = skip_value(text, at);
        elements.push_back(text.substr(at, end - at));
        at = skip_space(text, end);
        if (!closes(text, at, ']')) {
            at = expect(text, at, ',');
        }
    }
    return elements;
}

std::vector<std::string> string_elements(std::string_view text) {
    std::vector<std::string> texts;
    for (const std::string_view element : array_elements(text)) {
        if (auto value = from_json_string(element)) {
            texts.push_back(std::move(*value));
        }
    }
    return texts;
}

std::string json_string(std::string_view text) {
    std::string json;
    json.reserve(text.size() + 2);
    json.push_back('"');
    const auto special = [](char c) {
        return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20U;
    };
    if (std::none_of(text.begin(), text.end(), special)) {
        json.append(text).push_back('"');
        return json;
    }
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json.push_back('\\');
            json.push_back(c);
        } else if (c == '\n') {
            json += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20U) {
            json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            json.push_back(c);
        }
    }
    json.push_back('"');
    return json;
}

std::optional<std::string> from_json_string(std::string_view json) {
    if (json.size() < 2 || json.front() != '"' || json.back() != '"') {
        return std::nullopt;
    }
    const auto inside = json.substr(1, json.size() - 2);
    if (inside.find('\\') == std::string_view::npos) {
        return std::string(inside);
    }
    const auto value = nlohmann::json::parse(json, nullptr, false);
    return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

std::string json_array(const std::vector<std::string>& texts) {
    std::string json = "[";
    for (const auto& text : texts) {
        json += json.size() > 1 ? "," : "";
        json += json_string(text);
    }
    return json + "]";
}

std::string with_members(std::string_view object,
                         const std::vector<std::pair<std::string, std::string>>& changes) {
    std::vector<std::pair<std::string, std::string>> members;
    for (const auto& [key, value] : RawObject(object).members()) {
        members.emplace_back(key, value);
    }
    for (const auto& [key, value] : changes) {
        const auto same = std::find_if(members.begin(), members.end(),
                                       [&k = key](const auto& m) { return m.first == k; });
        if (same != members.end()) {
            same->second = value;
        } else {
            members.emplace_back(key, value);
        }
    }
    std::string json = "{";
    for (const auto& [key, value] : members) {
        if (!value.empty()) {
            json += (json.size() > 1 ? ",\"" : "\"") + key + "\":" + value;
        }
    }
    return json + "}";
}

}  // namespace hubmine::demohub
