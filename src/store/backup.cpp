#include "hubmine/core/error.hpp"
#include "hubmine/store/upkeep.hpp"

#include "store_file.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <system_error>
#include <unistd.h>

namespace hubmine::store {

namespace {

namespace fs = std::filesystem;

/// Whatever is left of a copy that did not come to its end.
class PartFile {
  public:
    explicit PartFile(fs::path path) : path_(std::move(path)) { remove(); }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    PartFile(PartFile&&) = delete;
    PartFile& operator=(PartFile&&) = delete;
    ~PartFile() { remove(); }
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    void remove() const {
        std::error_code ignored;
        for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
            fs::remove(path_.string() + suffix, ignored);
        }
    }
    fs::path path_;
};

struct FinishBackup {
    void operator()(sqlite3_backup* backup) const noexcept { sqlite3_backup_finish(backup); }
};

/// A copy may replace an older copy, but nothing else, and no store that is open.
void check_destination(const fs::path& from, const fs::path& to) {
    std::error_code ignored;
    if (!fs::exists(to, ignored)) {
        return;
    }
    if (fs::equivalent(from, to, ignored)) {
        throw core::UsageError(fmt::format("{} is the store itself", to.string()));
    }
    if (fs::exists(to.string() + "-wal", ignored)) {
        throw core::BusyError(fmt::format("{} is in use: copy to another file", to.string()));
    }
    static_cast<void>(open_store_file(to, OpenOptions{.read_only = true}));
}

void copy(Database& from, Database& to) {
    {
        const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
            sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
        // All pages in one step: one state of the store, and in WAL mode no writer waits for it.
        const int code = backup ? sqlite3_backup_step(backup.get(), -1) : SQLITE_ERROR;
        if (code != SQLITE_DONE) {
            to.fail(code, "");
        }
    }
}

}  // namespace

void backup(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto source = open_store_file(from, OpenOptions{.read_only = true});
    check_destination(from, to);
    const PartFile part(to.string() + fmt::format(".{}.part", ::getpid()));
    {
        Database target(part.path(), Database::Options{});
        copy(*source, target);
    }
    std::error_code failed;
    fs::rename(part.path(), to, failed);
    if (failed) {
        throw core::Error(fmt::format("cannot write {}: {}", to.string(), failed.message()));
    }
}

}  // namespace hubmine::store
