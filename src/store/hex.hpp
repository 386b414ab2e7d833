#pragma once

#include "column_value.hpp"
#include "database.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace hubmine::store {

inline constexpr std::size_t kHubIdDigits = 24;
inline constexpr std::size_t kShaDigits = 40;

/// An identifier that is bytes in the file when it is `digits` lower-case hexadecimal digits, and
/// text when it is anything else. Nothing is lost either way.
class PackedHex {
  public:
    PackedHex(std::string_view text, std::size_t digits);
    void bind(Statement& statement, int index) const;
    [[nodiscard]] ColumnValue held() const;

  private:
    std::string value_;
    bool packed_;
};

/// The text again, from a column.
[[nodiscard]] std::string unpack_hex(const Statement& statement, int column);

}  // namespace hubmine::store
