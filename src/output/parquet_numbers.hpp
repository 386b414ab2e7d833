#pragma once

#include <cstdint>
#include <string>

/// The numbers by which parquet.thrift knows things, and how values are laid out plainly.
namespace hubmine::output {

enum class ParquetType : std::int32_t { kInt64 = 2, kDouble = 5, kByteArray = 6 };
enum class ParquetConverted : std::int32_t { kUtf8 = 0, kTimestampMillis = 9 };
enum class ParquetEncoding : std::int32_t { kPlain = 0, kRle = 3, kRleDictionary = 8 };
enum class ParquetPage : std::int32_t { kData = 0, kDictionary = 2 };
inline constexpr std::int32_t kParquetOptional = 1;
inline constexpr std::int32_t kParquetZstd = 6;

/// The lowest byte first.
template <typename Number>
void append_little_endian(std::string& bytes, Number number) {
    for (unsigned shift = 0; shift < 8 * sizeof(Number); shift += 8) {
        bytes += static_cast<char>((static_cast<std::uint64_t>(number) >> shift) & 0xFFU);
    }
}

}  // namespace hubmine::output
