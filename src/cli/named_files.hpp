#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace hubmine::cli {

/// The files that the options of one command name, asked for once its command line is parsed.
struct NamedFiles {
    using Paths = std::vector<std::filesystem::path>;
    std::vector<std::function<Paths()>> read;
    std::vector<std::function<Paths()>> written;
};

/// Throws UsageError when a file to be written is the store, a file that belongs to it, or one that
/// the same command reads, however it is spelt.
void check_named_files(const NamedFiles& files, const std::filesystem::path& store);

}  // namespace hubmine::cli
