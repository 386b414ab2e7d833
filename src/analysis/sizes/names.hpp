#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the names of models tell of sizes. The tokens of a name: the id after the owner, in ASCII
/// lower case, split at `-`, `_` and space, empty ones dropped.
namespace hubmine::analysis::sizes {

/// The number of a token such as `350m`, `1.5b` or `8x7b` (an upper bound of a mixture of experts);
/// absent for others: `k` and `t` are lengths of contexts and tokens seen. May be infinite.
[[nodiscard]] std::optional<double> number_in_token(std::string_view token);

/// Whether a token tells a size: a number, active parameters (`a3b`), or a word such as `tiny`.
[[nodiscard]] bool is_size_token(std::string_view token);

/// Parameters by the first number in a name that may be one of parameters, from 10^5 to 10^13.
[[nodiscard]] std::optional<std::int64_t> size_in_name(std::string_view id);

/// The name without what tells a size, its tokens joined by `-`. May be empty.
[[nodiscard]] std::string family_in_name(std::string_view id);

}  // namespace hubmine::analysis::sizes
