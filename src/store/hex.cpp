#include "hex.hpp"

namespace hubmine::store {

namespace {

int digit_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool pack(std::string_view text, std::string& bytes) {
    bytes.resize(text.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = digit_value(text[2 * i]);
        const int low = digit_value(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        bytes[i] = static_cast<char>(high * 16 + low);
    }
    return true;
}

}  // namespace

PackedHex::PackedHex(std::string_view text, std::size_t digits)
    : packed_(text.size() == digits && pack(text, value_)) {
    if (!packed_) {
        value_ = text;
    }
}

void PackedHex::bind(Statement& statement, int index) const {
    if (packed_) {
        statement.bind_at(index, Blob{value_});
    } else {
        statement.bind_at(index, value_);
    }
}

ColumnValue PackedHex::held() const {
    return packed_ ? ColumnValue::bytes(value_) : ColumnValue(value_);
}

std::string unpack_hex(const Statement& statement, int column) {
    const std::string_view value = statement.bytes(column);
    if (!statement.is_blob(column)) {
        return std::string(value);
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(value.size() * 2, '0');
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto byte = static_cast<unsigned char>(value[i]);
        text[2 * i] = kDigits[byte >> 4U];
        text[2 * i + 1] = kDigits[byte & 0xFU];
    }
    return text;
}

}  // namespace hubmine::store
