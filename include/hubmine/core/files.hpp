#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string_view>

namespace hubmine::core {

/// Writes a file so that a reader sees the old one or the whole new one: beside it, flushed,
/// renamed. `write` gets the stream. Throws Error (what, where, why) and leaves nothing behind when
/// anything fails.
void write_file_atomically(const std::filesystem::path& path,
                           const std::function<void(std::ostream&)>& write);

/// Throws Error when write_file_atomically could not write there; changes nothing.
void check_writable(const std::filesystem::path& path);

/// The file of hubmine's own data (`bots.csv`, ...), installed or in a build tree: ../share/hubmine
/// beside the program's directory, or the directory HUBMINE_DATA_DIR. Throws Error when it is not
/// there.
[[nodiscard]] std::filesystem::path data_file(std::string_view name);

}  // namespace hubmine::core
