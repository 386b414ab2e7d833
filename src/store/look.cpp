#include "hubmine/store/look.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"

#include "crawl_lock.hpp"
#include "database.hpp"
#include "store_file.hpp"

#include <fmt/format.h>

#include <memory>
#include <string_view>
#include <system_error>

namespace hubmine::store {

namespace {

std::int64_t size_with_log(const std::filesystem::path& path) {
    std::int64_t bytes = 0;
    for (const std::string_view suffix : {"", "-wal"}) {
        std::error_code failed;
        const std::uintmax_t size =
            std::filesystem::file_size(core::resolved(path).string().append(suffix), failed);
        bytes += failed ? 0 : static_cast<std::int64_t>(size);
    }
    return bytes;
}

void check_pages(Database& database, const char* pragma, std::vector<std::string>& problems) {
    const auto rows = database.cached(pragma);
    while (rows->step()) {
        if (rows->text(0) != "ok") {
            problems.emplace_back(rows->text(0));
        }
    }
}

}  // namespace

Look look_at(const std::filesystem::path& path, std::int64_t most_bytes) {
    Look look{.newest_layout = migrations().back().version};
    try {
        const std::unique_ptr<Database> database = open_unchanged(path);
        look.layout = database->scalar("PRAGMA user_version");
        look.bytes = size_with_log(path);
        look.whole = look.bytes <= most_bytes;
        check_pages(*database,
                    look.whole ? "PRAGMA quick_check(3)" : "PRAGMA quick_check('snapshot')",
                    look.problems);
    } catch (const core::DamagedError& error) {
        look.problems.emplace_back(error.what());
    }
    return look;
}

std::optional<std::string> holder_of(const std::filesystem::path& path) {
    return lock_holder(path);
}

std::string sqlite_version() {
    return sqlite3_libversion();
}

}  // namespace hubmine::store
