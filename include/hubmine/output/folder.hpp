#pragma once

#include "hubmine/output/format.hpp"
#include "hubmine/output/report.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::output {

inline constexpr const char* kManifestName = "manifest.json";

/// The name of a table's file in a folder: NAME.EXTENSION.
[[nodiscard]] std::string table_file(std::string_view table, const Format& format);

/// Writes each table as FOLDER/NAME.EXTENSION, with its figures where the format draws, and, last,
/// FOLDER/manifest.json with the rows and the SHA-256 of each file. Makes the folder when it is not
/// there. Throws core::Error.
void write_folder(const std::filesystem::path& folder, const Report& report, const Format& format,
                  const Style& style);

/// What is wrong with the files that a manifest names, one line each: missing, or other bytes than
/// were written. Throws core::Error when the manifest itself cannot be read.
[[nodiscard]] std::vector<std::string> check_folder(const std::filesystem::path& folder);

}  // namespace hubmine::output
