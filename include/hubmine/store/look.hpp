#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// A store seen from outside, for whoever wants to know whether all is well: nothing is changed, an
/// older layout neither.
namespace hubmine::store {

/// What a look tells.
struct Look {
    std::int64_t layout = 0;
    std::int64_t newest_layout = 0;     ///< that this program knows
    std::int64_t bytes = 0;             ///< of the file and of what waits beside it
    bool whole = false;                 ///< every page was looked at; else the list of snapshots
    std::vector<std::string> problems;  ///< one line each
};

/// Looks at every page of a file of at most `most_bytes`, at the list of snapshots of a larger one.
/// Damage is among the problems. Throws Error when it is no store, of a newer program, or cannot be
/// read.
[[nodiscard]] Look look_at(const std::filesystem::path& path, std::int64_t most_bytes);

/// "crawl with pid 12": who holds the store against crawls at the moment; absent = nobody does.
[[nodiscard]] std::optional<std::string> holder_of(const std::filesystem::path& path);

/// Of the library that is there, which may not be the one that was there at build: "3.40.1".
[[nodiscard]] std::string sqlite_version();

}  // namespace hubmine::store
