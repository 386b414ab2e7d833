#include "parquet_statistics.hpp"

#include "parquet_numbers.hpp"

#include <bit>
#include <cmath>
#include <cstddef>

namespace hubmine::output {

namespace {

/// Bounds are not there to hold whole cards.
constexpr std::size_t kLongestBound = 64;

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// As much of it as a bound may have, in whole characters.
std::string_view beginning(std::string_view text) {
    std::size_t size = kLongestBound;
    while (size > 0 && continues_character(text[size])) {
        --size;
    }
    return text.substr(0, size);
}

std::uint32_t code_point(std::string_view character) {
    const auto first = static_cast<unsigned char>(character.front());
    if (character.size() == 1) {
        return first;
    }
    std::uint32_t code = first & (0x7FU >> character.size());
    for (const char byte : character.substr(1)) {
        code = (code << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
    }
    return code;
}

void append_character(std::string& text, std::uint32_t code) {
    const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
    }
    if (code >= 0x80) {
        put(0x80U | (code & 0x3FU));
    }
}

std::string plain_number(std::uint64_t bits) {
    std::string bytes;
    append_little_endian(bytes, bits);
    return bytes;
}

template <typename Range, typename Value>
void widen(std::optional<Range>& range, const Value& value) {
    if (!range) {
        range.emplace(Range{decltype(Range::least)(value), decltype(Range::most)(value)});
    } else if (value < range->least) {
        range->least = value;
    } else if (value > range->most) {
        range->most = value;
    }
}

}  // namespace

std::optional<std::string> next_text(std::string_view prefix) {
    constexpr std::uint32_t kLastCode = 0x10FFFF;
    constexpr std::uint32_t kFirstSurrogate = 0xD800;
    constexpr std::uint32_t kBehindSurrogates = 0xE000;
    while (!prefix.empty()) {
        std::size_t start = prefix.size() - 1;
        while (start > 0 && continues_character(prefix[start])) {
            --start;
        }
        const std::uint32_t code = code_point(prefix.substr(start));
        prefix = prefix.substr(0, start);
        if (code < kLastCode) {
            std::string next(prefix);
            append_character(next, code + 1 == kFirstSurrogate ? kBehindSurrogates : code + 1);
            return next;
        }
    }
    return std::nullopt;
}

void ParquetStatistics::note(std::int64_t number) {
    widen(integers_, number);
}

void ParquetStatistics::note(double number) {
    if (!std::isnan(number)) {
        widen(reals_, number);
    }
}

void ParquetStatistics::note(std::string_view text) {
    // One byte more than a bound has, so that it can be seen that something is missing.
    widen(texts_, text.substr(0, kLongestBound + 1));
}

std::optional<ParquetStatistics::Bound> ParquetStatistics::least() const {
    if (integers_) {
        return Bound{.bytes = plain_number(static_cast<std::uint64_t>(integers_->least))};
    }
    if (reals_) {
        // Which of the two zeros is the least is not for a reader to know.
        const double least = reals_->least == 0 ? -0.0 : reals_->least;
        return Bound{.bytes = plain_number(std::bit_cast<std::uint64_t>(least))};
    }
    if (!texts_) {
        return std::nullopt;
    }
    if (texts_->least.size() <= kLongestBound) {
        return Bound{.bytes = texts_->least};
    }
    return Bound{.bytes = std::string(beginning(texts_->least)), .exact = false};
}

std::optional<ParquetStatistics::Bound> ParquetStatistics::most() const {
    if (integers_) {
        return Bound{.bytes = plain_number(static_cast<std::uint64_t>(integers_->most))};
    }
    if (reals_) {
        const double most = reals_->most == 0 ? 0.0 : reals_->most;
        return Bound{.bytes = plain_number(std::bit_cast<std::uint64_t>(most))};
    }
    if (!texts_) {
        return std::nullopt;
    }
    if (texts_->most.size() <= kLongestBound) {
        return Bound{.bytes = texts_->most};
    }
    const auto next = next_text(beginning(texts_->most));
    return next ? std::optional(Bound{.bytes = *next, .exact = false}) : std::nullopt;
}

void ParquetStatistics::write(ThriftWriter& thrift, int field) const {
    const auto from = least();
    const auto to = most();
    thrift.begin_struct(field);
    thrift.int64(3, missing_);
    if (to) {
        thrift.binary(5, to->bytes);
    }
    if (from) {
        thrift.binary(6, from->bytes);
    }
    if (to) {
        thrift.boolean(7, to->exact);
    }
    if (from) {
        thrift.boolean(8, from->exact);
    }
    if (of_reals_) {
        thrift.int64(9, no_numbers_);
    }
    thrift.end_struct();
}

}  // namespace hubmine::output
