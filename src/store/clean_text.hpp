#pragma once

#include <string>
#include <string_view>

namespace hubmine::store {

/// `text` as it may be stored: valid UTF-8 without NUL. `buffer` holds the result only when
/// something had to change, so that the common case copies nothing.
[[nodiscard]] std::string_view clean(std::string_view text, std::string& buffer);

}  // namespace hubmine::store
