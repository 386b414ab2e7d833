#pragma once

#include "environment.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::cli {

/// A line of a configuration file: an option by its name, and what it is set to.
struct ConfigEntry {
    std::string section;  ///< the words of a command, "analyze rq1"; empty = before any section
    std::string key;      ///< "relist-after"
    std::string value;
    std::size_t line = 0;
};

/// What a configuration file says.
struct ConfigFile {
    std::string path;  ///< empty = there is none
    std::vector<ConfigEntry> entries;

    /// "FILE:3"
    [[nodiscard]] std::string place(const ConfigEntry& entry) const;
};

/// Where the configuration is read: the file that HUBMINE_CONFIG names, else hubmine/config.ini
/// among the user's settings (Environment::config_folder()); empty without a home.
[[nodiscard]] std::filesystem::path config_path(const Environment& environment);

/// Lines `option = value` below `[command]`; blank lines and those that begin with # or ; say
/// nothing. A value is the rest of its line, in double quotes or not. Throws UsageError that names
/// the line, and never repeats it, for anything else and for a token.
[[nodiscard]] ConfigFile parse_config(std::string_view text, const std::string& path);

/// The file at config_path(); none where nothing is there, unless HUBMINE_CONFIG names it. Throws
/// Error when it cannot be read, UsageError as parse_config() does.
[[nodiscard]] ConfigFile read_config(const Environment& environment);

}  // namespace hubmine::cli
