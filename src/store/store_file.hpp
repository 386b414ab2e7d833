#pragma once

#include "hubmine/store/store.hpp"

#include "database.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace hubmine::store {

/// Marks a file as a hubmine store ("hubm").
inline constexpr std::int64_t kApplicationId = 0x6875626D;

/// One step forward of the layout: `sql` takes a file from version - 1 to version.
struct Migration {
    std::int64_t version = 0;
    std::string_view sql;
};

/// All steps, in order. The first makes a store out of an empty file.
[[nodiscard]] std::span<const Migration> migrations();

/// Opens a store: refuses what is none before SQLite touches it, makes it when asked to, brings an
/// older one forward (each step is one transaction), refuses a newer one. Throws Error.
[[nodiscard]] std::unique_ptr<Database> open_store_file(
    const std::filesystem::path& path, const OpenOptions& options,
    std::span<const Migration> steps = migrations());

/// Opens a store to look at it, whatever its layout; changes nothing. Throws Error as
/// open_store_file().
[[nodiscard]] std::unique_ptr<Database> open_unchanged(const std::filesystem::path& path);

/// Another connection has the store open. Leaves no log beside it where nobody has.
[[nodiscard]] bool is_open_elsewhere(const std::filesystem::path& path);

}  // namespace hubmine::store
