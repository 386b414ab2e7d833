#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hubmine::crawl {

/// The rows of every view, each as one line, sorted; repositories are named by hub_id. What two
/// crawls of the same Hub may differ in is left out: repo_id, snapshot_id, times of observation,
/// attempts, messages, and the view `snapshots`.
using StoreDump = std::map<std::string, std::vector<std::string>>;

[[nodiscard]] StoreDump dump_store(const std::filesystem::path& path);

/// The rows of one query, each as one line.
[[nodiscard]] std::vector<std::string> rows_of(const std::filesystem::path& path,
                                               const std::string& sql);

}  // namespace hubmine::crawl
