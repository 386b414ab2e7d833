#pragma once

#include "hubmine/store/search.hpp"

#include "database.hpp"

#include <filesystem>
#include <string_view>

namespace hubmine::store {

/// Writes an index of the present repositories into an empty file; `key` says what it is made of.
/// Throws Error (kInterrupted) when asked to stop.
void build_search_index(Database& store, const std::filesystem::path& path, std::string_view key,
                        const SearchIndexOptions& options);

}  // namespace hubmine::store
