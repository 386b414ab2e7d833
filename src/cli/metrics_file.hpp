#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/store/upkeep.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace hubmine::cli {

/// Reads numbers from elsewhere: `.csv`, `.tsv` or `.txt` (core::CsvFile) with the columns id,
/// kind, likes, downloads, downloads_all_time (one of the three at least), or `.ndjson`/`.jsonl`
/// with an object a line of the same names. `kind` is for files that do not tell it. An empty cell,
/// NA, null and an absent member are missing numbers. Throws UsageError that names the line; Error
/// when the file cannot be read.
[[nodiscard]] std::vector<store::ForeignMetrics> read_metrics(const std::filesystem::path& path,
                                                              std::optional<core::Kind> kind);

}  // namespace hubmine::cli
