#include "hubmine/core/json_reader.hpp"

#include "hubmine/core/text.hpp"

#include "json_escapes.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace hubmine::core {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<double> to_double(std::string_view number) {
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

JsonReader::JsonReader(std::string_view text) : text_(text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text_.starts_with(kByteOrderMark)) {
        at_ = kByteOrderMark.size();
    }
}

void JsonReader::skip_space() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            return;
        }
        ++at_;
    }
}

JsonType JsonReader::peek() {
    skip_space();
    if (failed_ || at_ >= text_.size()) {
        return JsonType::kInvalid;
    }
    switch (text_[at_]) {
        case '{':
            return JsonType::kObject;
        case '[':
            return JsonType::kArray;
        case '"':
            return JsonType::kString;
        case 't':
        case 'f':
            return JsonType::kBoolean;
        case 'n':
            return JsonType::kNull;
        default:
            return text_[at_] == '-' || is_digit(text_[at_]) ? JsonType::kNumber
                                                             : JsonType::kInvalid;
    }
}

bool JsonReader::at_end() {
    skip_space();
    if (at_ < text_.size()) {
        fail();
    }
    return !failed_;
}

bool JsonReader::accept(char wanted) {
    skip_space();
    if (failed_ || at_ >= text_.size() || text_[at_] != wanted) {
        return false;
    }
    ++at_;
    return true;
}

void JsonReader::expect(char wanted) {
    if (!accept(wanted)) {
        fail();
    }
}

bool JsonReader::open(JsonType wanted, char bracket) {
    const JsonType type = peek();
    if (type == wanted) {
        return accept(bracket);
    }
    if (type != JsonType::kNull) {
        ++malformed_;
    }
    skip();
    return false;
}

bool JsonReader::close(char bracket) {
    return accept(bracket);
}

bool JsonReader::more_after_value(char bracket) {
    if (failed_ || accept(bracket)) {
        return false;
    }
    expect(',');
    return !failed_;
}

std::string_view JsonReader::string_slice(bool& plain) {
    plain = true;
    if (!accept('"')) {
        fail();
        return {};
    }
    const std::size_t first = at_;
    while (at_ < text_.size()) {
        const auto c = static_cast<unsigned char>(text_[at_]);
        if (c == '"') {
            return text_.substr(first, at_++ - first);
        }
        // Raw control characters are against the grammar, but harmless: NUL goes when the text is
        // made valid, the others stay.
        plain = plain && c != '\\' && c < 0x80U && c != 0;
        at_ += c == '\\' ? 2 : 1;
    }
    at_ = text_.size();
    fail();
    return {};
}

std::string JsonReader::read_string() {
    bool plain = true;
    const std::string_view inside = string_slice(plain);
    if (plain || failed_) {
        return std::string(inside);
    }
    const std::optional<std::string> text = unescape(inside);
    if (!text) {
        fail();
        return {};
    }
    return sanitize_utf8(*text);
}

std::string_view JsonReader::number_text() {
    const std::size_t first = at_;
    const auto digits = [&] {
        const std::size_t start = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) {
            ++at_;
        }
        if (at_ == start) {
            fail();
        }
    };
    const auto next_is = [&](char c) { return at_ < text_.size() && text_[at_] == c; };
    at_ += next_is('-') ? 1U : 0U;
    if (next_is('0')) {
        ++at_;
    } else {
        digits();
    }
    if (next_is('.')) {
        ++at_;
        digits();
    }
    if (next_is('e') || next_is('E')) {
        ++at_;
        at_ += next_is('+') || next_is('-') ? 1U : 0U;
        digits();
    }
    return text_.substr(first, at_ - first);
}

void JsonReader::skip_literal(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) {
        fail();
        return;
    }
    at_ += word.size();
}

void JsonReader::skip_string() {
    bool plain = true;
    const std::string_view inside = string_slice(plain);
    if (!plain && !unescape(inside)) {
        fail();
    }
}

void JsonReader::skip_scalar() {
    switch (peek()) {
        case JsonType::kString:
            skip_string();
            return;
        case JsonType::kNumber:
            static_cast<void>(number_text());
            return;
        case JsonType::kBoolean:
            skip_literal(text_[at_] == 't' ? "true" : "false");
            return;
        case JsonType::kNull:
            skip_literal("null");
            return;
        default:
            fail();
    }
}

void JsonReader::skip() {
    static_cast<void>(raw());
}

void JsonReader::skip_key(char closer) {
    if (!failed_ && closer == '}') {
        skip_string();
        expect(':');
    }
}

/// Over a scalar or an opening bracket; true when a value ended with that.
bool JsonReader::step_in(std::string& closers, std::size_t& deepest) {
    const JsonType type = peek();
    if (type != JsonType::kObject && type != JsonType::kArray) {
        skip_scalar();
        return true;
    }
    ++at_;
    closers += type == JsonType::kObject ? '}' : ']';
    deepest = std::max(deepest, closers.size());
    if (accept(closers.back())) {
        closers.pop_back();
        return true;
    }
    skip_key(closers.back());
    return false;
}

/// Past the end of a value: over the brackets that close with it, to the next value.
void JsonReader::step_on(std::string& closers) {
    while (!failed_ && !closers.empty() && accept(closers.back())) {
        closers.pop_back();
    }
    if (!failed_ && !closers.empty()) {
        expect(',');
        skip_key(closers.back());
    }
}

std::string_view JsonReader::raw(std::size_t* depth) {
    skip_space();
    const std::size_t first = at_;
    std::string closers;  // the brackets that are open, innermost last
    std::size_t deepest = 0;
    do {
        if (step_in(closers, deepest)) {
            step_on(closers);
        }
    } while (!failed_ && !closers.empty());
    if (depth != nullptr) {
        *depth = deepest;
    }
    return failed_ ? std::string_view() : text_.substr(first, at_ - first);
}

std::optional<std::string> JsonReader::text() {
    if (peek() == JsonType::kString) {
        std::string value = read_string();
        return failed_ ? std::nullopt : std::optional(std::move(value));
    }
    malformed_ += peek() == JsonType::kNull ? 0 : 1;
    skip();
    return std::nullopt;
}

std::optional<bool> JsonReader::boolean() {
    const JsonType type = peek();
    const bool value = type == JsonType::kBoolean && text_[at_] == 't';
    malformed_ += type == JsonType::kNull || type == JsonType::kBoolean ? 0 : 1;
    skip();
    return type == JsonType::kBoolean && !failed_ ? std::optional(value) : std::nullopt;
}

std::optional<double> JsonReader::real() {
    const JsonType type = peek();
    if (type != JsonType::kNumber) {
        malformed_ += type == JsonType::kNull ? 0 : 1;
        skip();
        return std::nullopt;
    }
    const std::optional<double> value = to_double(number_text());
    malformed_ += value || failed_ ? 0 : 1;
    return failed_ ? std::nullopt : value;
}

std::optional<std::int64_t> JsonReader::integer() {
    const JsonType type = peek();
    if (type != JsonType::kNumber) {
        malformed_ += type == JsonType::kNull ? 0 : 1;
        skip();
        return std::nullopt;
    }
    const std::string_view number = number_text();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (failed_) {
        return std::nullopt;
    }
    if (error == std::errc() && end == number.data() + number.size()) {
        return value;
    }
    constexpr double kBound = 9.2e18;
    const std::optional<double> real = to_double(number);
    if (real && std::abs(*real) < kBound) {
        return std::llround(*real);
    }
    ++malformed_;
    return std::nullopt;
}

std::optional<std::int64_t> JsonReader::count(std::int64_t most) {
    const std::optional<std::int64_t> value = integer();
    if (!value || (*value >= 0 && *value <= most)) {
        return value;
    }
    ++malformed_;
    return std::nullopt;
}

std::optional<std::int64_t> JsonReader::whole(std::int64_t most) {
    if (peek() == JsonType::kNumber) {
        JsonReader ahead = *this;
        const std::optional<double> exact = ahead.real();
        if (exact && std::floor(*exact) != *exact) {
            *this = ahead;
            ++malformed_;
            return std::nullopt;
        }
    }
    return count(most);
}

std::optional<Timestamp> JsonReader::time() {
    const std::optional<std::string> value = text();
    const std::optional<Timestamp> moment = value ? parse_time(*value) : std::nullopt;
    malformed_ += value && !moment ? 1 : 0;
    return moment;
}

std::optional<std::vector<std::string>> JsonReader::texts() {
    if (peek() != JsonType::kArray) {
        malformed_ += peek() == JsonType::kNull ? 0 : 1;
        skip();
        return std::nullopt;
    }
    std::vector<std::string> values;
    array([&] {
        if (std::optional<std::string> value = text()) {
            values.push_back(std::move(*value));
        }
    });
    return failed_ ? std::nullopt : std::optional(std::move(values));
}

}  // namespace hubmine::core
