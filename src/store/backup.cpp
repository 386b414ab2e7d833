#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/core/text.hpp"
#include "hubmine/store/upkeep.hpp"

#include "damage.hpp"
#include "store_file.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <system_error>

namespace hubmine::store {

namespace {

namespace fs = std::filesystem;

/// What SQLite leaves beside a copy that did not come to its end.
class Sidecars {
  public:
    explicit Sidecars(fs::path path) : path_(std::move(path)) { remove(); }
    Sidecars(const Sidecars&) = delete;
    Sidecars& operator=(const Sidecars&) = delete;
    Sidecars(Sidecars&&) = delete;
    Sidecars& operator=(Sidecars&&) = delete;
    ~Sidecars() { remove(); }

  private:
    void remove() const {
        std::error_code ignored;
        for (const char* suffix : {"-journal", "-wal", "-shm"}) {
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
    if (core::same_file(from, to)) {
        throw core::UsageError(fmt::format("{} is the store itself", to.string()));
    }
    static_cast<void>(open_store_file(to, OpenOptions{.read_only = true}));
    if (is_open_elsewhere(to)) {
        throw core::BusyError(fmt::format("{} is in use: copy to another file", to.string()));
    }
}

/// Names of people are in it: who may read the store may read the copy, nobody else.
unsigned mode_of(const fs::path& store) {
    return static_cast<unsigned>(fs::status(store).permissions() & fs::perms::all);
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

/// A copy of something damaged must not replace a good one.
void check_copy(Database& copied, const fs::path& from, const fs::path& to) {
    const std::vector<std::string> problems = find_damage(copied);
    if (!problems.empty()) {
        throw core::DamagedError(
            fmt::format("{} is damaged, {} was not written: {}, the first is: {}; see "
                        "`hubmine verify`",
                        from.string(), to.string(),
                        core::counted(static_cast<std::int64_t>(problems.size()), "problem"),
                        problems.front()));
    }
}

}  // namespace

void backup(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto source = open_store_file(from, OpenOptions{.read_only = true});
    check_destination(from, to);
    core::Replacement replacement(to, mode_of(from));
    const Sidecars sidecars(replacement.path());
    {
        Database target(replacement.path(), Database::Options{});
        copy(*source, target);
        check_copy(target, from, to);
    }
    replacement.commit();
}

}  // namespace hubmine::store
