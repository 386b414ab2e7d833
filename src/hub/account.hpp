#pragma once

#include "hubmine/core/json_reader.hpp"
#include "hubmine/hub/records.hpp"

#include <optional>
#include <string>
#include <string_view>

/// How replies name and tell apart users and organisations.
namespace hubmine::hub {

/// A text of the length of a name or less; absent and counted when it is longer, absent when it is
/// blank.
[[nodiscard]] std::optional<std::string> read_short(core::JsonReader& in);

/// "user", "org".
[[nodiscard]] std::optional<AccountKind> account_kind(std::string_view word);

}  // namespace hubmine::hub
