#pragma once

#include "demohub/options.hpp"

#include <filesystem>

namespace hubmine::demohub {

/// Writes the synthetic Hub as a directory of JSON lines that open_world reads: everything but the
/// accounts of people who did nothing. Throws core::Error.
void write_world(const SyntheticOptions& options, const std::filesystem::path& directory);

}  // namespace hubmine::demohub
