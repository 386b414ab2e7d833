#pragma once

#include <filesystem>

namespace hubmine::crawl {

/// Writes a Hub of models alone, as the demo Hub serves it: `models` of them, `active` of those
/// liked (10 likes) and with commits and discussions, the others without any.
void write_model_world(const std::filesystem::path& directory, int models, int active);

}  // namespace hubmine::crawl
