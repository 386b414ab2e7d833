#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

/// Appends a number in groups of seven bits, the lowest first (ULEB128).
void append_varint(std::string& bytes, std::uint64_t number);

/// What Apache Thrift's compact protocol calls the types of fields and elements.
enum class ThriftType : std::uint8_t {
    kTrue = 1,
    kFalse = 2,
    kInt16 = 4,
    kInt32 = 5,
    kInt64 = 6,
    kBinary = 8,
    kList = 9,
    kStruct = 12,
};

/// Writes structs by the compact protocol. Fields of a struct are written in the order of their
/// numbers; a struct or list that is begun belongs to the field or list around it.
class ThriftWriter {
  public:
    ThriftWriter() : last_fields_{0} {}

    void boolean(int field, bool value) {
        head(field, value ? ThriftType::kTrue : ThriftType::kFalse);
    }
    void int16(int field, std::int16_t value) { whole(field, ThriftType::kInt16, value); }
    void int32(int field, std::int32_t value) { whole(field, ThriftType::kInt32, value); }
    void int64(int field, std::int64_t value) { whole(field, ThriftType::kInt64, value); }
    void binary(int field, std::string_view value);

    void begin_struct(int field);
    void end_struct();
    /// A list whose elements follow: element_*(), or begin_element() for each that is a struct.
    void begin_list(int field, ThriftType elements, std::size_t count);
    void element_int32(std::int32_t value);
    void element_binary(std::string_view value);
    void begin_element() { last_fields_.push_back(0); }
    void end_element() { end_struct(); }

    /// The struct around all others, which this ends.
    [[nodiscard]] std::string finish();

  private:
    void head(int field, ThriftType type);
    void whole(int field, ThriftType type, std::int64_t value);
    void number(std::int64_t value);

    std::string bytes_;
    std::vector<int> last_fields_;  ///< of each struct that is open: fields are told by distance
};

}  // namespace hubmine::output
