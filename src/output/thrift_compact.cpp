#include "thrift_compact.hpp"

#include <utility>

namespace hubmine::output {

void append_varint(std::string& bytes, std::uint64_t number) {
    constexpr std::uint64_t kMore = 0x80;
    while (number >= kMore) {
        bytes += static_cast<char>((number & 0x7FU) | kMore);
        number >>= 7U;
    }
    bytes += static_cast<char>(number);
}

/// Small numbers of either sign become small ones without.
void ThriftWriter::number(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    append_varint(bytes_, (bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ThriftWriter::head(int field, ThriftType type) {
    constexpr int kFarthest = 15;
    const int distance = field - last_fields_.back();
    const auto code = static_cast<unsigned>(type);
    if (distance > 0 && distance <= kFarthest) {
        bytes_ += static_cast<char>((static_cast<unsigned>(distance) << 4U) | code);
    } else {
        bytes_ += static_cast<char>(code);
        number(field);
    }
    last_fields_.back() = field;
}

void ThriftWriter::whole(int field, ThriftType type, std::int64_t value) {
    head(field, type);
    number(value);
}

void ThriftWriter::binary(int field, std::string_view value) {
    head(field, ThriftType::kBinary);
    element_binary(value);
}

void ThriftWriter::begin_struct(int field) {
    head(field, ThriftType::kStruct);
    last_fields_.push_back(0);
}

void ThriftWriter::end_struct() {
    bytes_ += '\0';
    last_fields_.pop_back();
}

void ThriftWriter::begin_list(int field, ThriftType elements, std::size_t count) {
    constexpr std::size_t kLong = 15;
    head(field, ThriftType::kList);
    const auto code = static_cast<unsigned>(elements);
    const std::size_t told = count < kLong ? count : kLong;
    bytes_ += static_cast<char>((static_cast<unsigned>(told) << 4U) | code);
    if (told == kLong) {
        append_varint(bytes_, count);
    }
}

void ThriftWriter::element_int32(std::int32_t value) {
    number(value);
}

void ThriftWriter::element_binary(std::string_view value) {
    append_varint(bytes_, value.size());
    bytes_ += value;
}

std::string ThriftWriter::finish() {
    end_struct();
    return std::move(bytes_);
}

}  // namespace hubmine::output
