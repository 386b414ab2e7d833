#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::demohub {

/// Where a list page ended: by value, so that rows which move meanwhile behave as on the Hub.
struct Cursor {
    std::string sort;  ///< the wire's word
    bool ascending = false;
    std::string value;  ///< the last row's sort value, as JSON text
    std::string hub_id;
    std::uint64_t generation = 0;  ///< cursors of earlier generations have expired

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// Base64 of a Mongo predicate, as the Hub's: opaque to clients.
[[nodiscard]] std::string encode_cursor(const Cursor& cursor);
/// Absent for what encode_cursor cannot have made.
[[nodiscard]] std::optional<Cursor> decode_cursor(std::string_view text);

[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> unbase64(std::string_view text);

}  // namespace hubmine::demohub
