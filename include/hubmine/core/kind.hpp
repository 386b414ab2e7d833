#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hubmine::core {

/// The three kinds of repository. The values are stored in files: never renumber.
enum class Kind : int { kModel = 0, kDataset = 1, kSpace = 2 };

inline constexpr std::array<Kind, 3> kAllKinds{Kind::kModel, Kind::kDataset, Kind::kSpace};

/// "model", "dataset", "space".
[[nodiscard]] std::string_view kind_name(Kind kind);
/// "models", "datasets", "spaces": the word of the Hub's paths and of `--kinds`.
[[nodiscard]] std::string_view kind_plural(Kind kind);
/// Accepts both forms; anything else is absent.
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);
/// "models,spaces", as `--kinds` takes it, or with another separator; empty without kinds.
[[nodiscard]] std::string kind_list(std::span<const Kind> kinds, std::string_view separator = ",");

}  // namespace hubmine::core
