#pragma once

#include "hubmine/core/option.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/output/format.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace hubmine::output {

using core::Value;

struct Field {
    std::string name;
    Value value;
};

/// Fields in the order in which they are written.
using Record = std::vector<Field>;

/// Where a folder of tables comes from. Holds no time of day: same store and options, same bytes.
struct Manifest {
    std::string command;  ///< "analyze rq1"
    Record options;       ///< what was asked, defaults included
    Record snapshot;      ///< id, started, finished, complete, endpoint
    std::vector<Record> coverage;
    Record notes;
    std::vector<std::string> warnings;
};

inline constexpr const char* kManifestName = "manifest.json";

/// The name of a table's file in a folder: NAME.EXTENSION.
[[nodiscard]] std::string table_file(std::string_view table, const Format& format);

/// Writes each table as FOLDER/NAME.EXTENSION and, last, FOLDER/manifest.json with the SHA-256 of
/// each file. Makes the folder when it is not there. Throws core::Error.
void write_folder(const std::filesystem::path& folder, std::span<const core::Table> tables,
                  const Format& format, const Style& style, const Manifest& manifest);

/// What is wrong with the files that a manifest names, one line each: missing, or other bytes than
/// were written. Throws core::Error when the manifest itself cannot be read.
[[nodiscard]] std::vector<std::string> check_folder(const std::filesystem::path& folder);

}  // namespace hubmine::output
