#pragma once

#include "hubmine/core/option.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace hubmine::cli {

/// Tells the options when the snapshot is from which they count back; the store is looked into
/// where one of them may. Throws what find_snapshot() and the options throw.
void count_back(const std::vector<core::Option>& options, const std::filesystem::path& store,
                const std::string& snapshot);

}  // namespace hubmine::cli
