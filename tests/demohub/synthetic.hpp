#pragma once

#include "demohub/content.hpp"
#include "demohub/options.hpp"

#include <memory>

namespace hubmine::demohub {

/// A Hub that nobody made: every repository follows from the seed and its number alone, so a
/// million of them need no more memory than ten. Likes, downloads, commits, committers, licences
/// and usage are spread as in the study of October 2023 (Osborne, Ding, Kirk 2024).
[[nodiscard]] std::unique_ptr<Content> synthetic_hub(const SyntheticOptions& options);

}  // namespace hubmine::demohub
