#include "named_files.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"

#include <fmt/format.h>

namespace hubmine::cli {

namespace {

NamedFiles::Paths all_of(const std::vector<std::function<NamedFiles::Paths()>>& sources) {
    NamedFiles::Paths paths;
    for (const auto& source : sources) {
        for (std::filesystem::path& path : source()) {
            if (!path.empty()) {
                paths.push_back(std::move(path));
            }
        }
    }
    return paths;
}

void check_store(const std::filesystem::path& written, const std::filesystem::path& store) {
    if (core::same_file(written, store)) {
        throw core::UsageError(
            fmt::format("{} is the store itself: write to another file", written.string()));
    }
    const std::string place = core::resolved(store).string();
    for (const char* suffix : {"-wal", "-shm", "-journal", "-crawl.lock", ".search"}) {
        if (core::same_file(written, place + suffix)) {
            throw core::UsageError(
                fmt::format("{} belongs to the store: write to another file", written.string()));
        }
    }
}

}  // namespace

void check_named_files(const NamedFiles& files, const std::filesystem::path& store) {
    const NamedFiles::Paths read = all_of(files.read);
    for (const std::filesystem::path& written : all_of(files.written)) {
        check_store(written, store);
        for (const std::filesystem::path& input : read) {
            if (core::same_file(written, input)) {
                throw core::UsageError(fmt::format(
                    "{} is read by the same command: write to another file", written.string()));
            }
        }
    }
}

}  // namespace hubmine::cli
