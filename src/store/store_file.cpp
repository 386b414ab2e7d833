#include "store_file.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"

#include "crawl_lock.hpp"
#include "schema_sql.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <string>
#include <system_error>

namespace hubmine::store {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kApplicationIdOffset = 68;

[[noreturn]] void refuse_foreign(const fs::path& path) {
    throw core::Error(
        fmt::format("{} is not a hubmine store: give another path with --store", path.string()));
}

[[noreturn]] void cut_off(const fs::path& path, bool is_empty) {
    throw core::DamagedError(
        fmt::format("{} is damaged: it is not a hubmine store any more, {}", path.string(),
                    is_empty ? "it is empty: restore a backup, or crawl into it anew"
                             : "its end is missing: restore a backup"));
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes) {
        value = value * 256 + static_cast<unsigned char>(c);
    }
    return value;
}

bool has_beside(const fs::path& path, std::string_view suffix) {
    std::error_code failed;
    const fs::path beside = core::resolved(path).string().append(suffix);
    const std::uintmax_t size = fs::file_size(beside, failed);
    return !failed && size > 0;
}

/// Whether changes wait beside the file: then its header may be ahead of its size. An empty log,
/// which a reader leaves who may not take it away, is none.
bool has_log(const fs::path& path) {
    return has_beside(path, "-wal");
}

/// The header knows how long the file is; SQLite itself notices only at the first missing page.
void check_size(const fs::path& path, std::string_view header) {
    constexpr std::uint64_t kLargestPage = 65536;
    const std::uint64_t page = big_endian(header.substr(16, 2));
    const std::uint64_t pages = big_endian(header.substr(28, 4));
    const bool is_valid = header.substr(24, 4) == header.substr(92, 4);
    std::error_code failed;
    const std::uintmax_t size = fs::file_size(path, failed);
    if (!failed && is_valid && size < pages * (page == 1 ? kLargestPage : page) && !has_log(path)) {
        cut_off(path, false);
    }
}

/// The first bytes of a file, without SQLite, which might repair or lock it.
std::string read_header(const fs::path& path) {
    std::string header(kHeaderBytes, '\0');
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw core::Error(fmt::format("cannot open {}: permission denied", path.string()));
    }
    in.read(header.data(), static_cast<std::streamsize>(header.size()));
    header.resize(static_cast<std::size_t>(in.gcount()));
    return header;
}

/// Of a store, or of what may be left of one. SQLite writes the first page of a new file last.
bool is_of_a_store(std::string_view header, bool is_begun) {
    if (is_begun && header.find_first_not_of('\0') == std::string_view::npos) {
        return true;
    }
    if (header.size() < kHeaderBytes) {
        return kMagic.starts_with(header.substr(0, kMagic.size()));
    }
    const std::uint64_t id = big_endian(header.substr(kApplicationIdOffset, 4));
    return header.starts_with(kMagic) && id == std::uint64_t{kApplicationId};
}

/// Who was killed while making a store leaves a part of it and the journal to take it back.
void take_back_what_was_begun(const fs::path& path) {
    Database database(path, Database::Options{});
    database.scalar("PRAGMA user_version");
}

void check_header(const fs::path& path, const OpenOptions& options) {
    const bool logged = has_log(path);
    const bool is_begun = has_beside(path, "-journal");
    std::string header = read_header(path);
    if (is_begun && is_of_a_store(header, is_begun)) {
        take_back_what_was_begun(path);
        header = read_header(path);
    }
    if (!is_of_a_store(header, false)) {
        refuse_foreign(path);
    }
    if (header.empty() && options.create) {
        return;
    }
    if (header.size() < kHeaderBytes) {
        cut_off(path, header.empty());
    }
    if (!logged) {
        check_size(path, header);
    }
}

void check_path(const fs::path& path, const OpenOptions& options) {
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (!fs::exists(status)) {
        const fs::path folder = fs::absolute(path).parent_path();
        if (failed && failed != std::errc::no_such_file_or_directory) {
            throw core::Error(fmt::format("cannot open {}: {}", path.string(), failed.message()));
        }
        if (!options.create) {
            throw core::Error(fmt::format(
                "there is no store {}: make one with `hubmine crawl`, or give its path with "
                "--store",
                path.string()));
        }
        if (!fs::is_directory(folder)) {
            throw core::Error(fmt::format("cannot make {}: {} is not a directory", path.string(),
                                          folder.string()));
        }
        return;
    }
    if (!fs::is_regular_file(status)) {
        refuse_foreign(path);
    }
    refuse_other_name(path);
    check_header(path, options);
}

std::int64_t user_version(Database& database) {
    return database.scalar("PRAGMA user_version");
}

/// The first step runs with a rollback journal, so that the identity of the file is in the file
/// itself and not only in its log.
void bring_forward(Database& database, std::span<const Migration> steps) {
    for (const Migration& step : steps) {
        if (user_version(database) >= step.version) {
            continue;
        }
        Transaction transaction(database);
        // Another process may have been faster.
        if (user_version(database) >= step.version) {
            continue;
        }
        database.execute(std::string(step.sql));
        database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                     kApplicationId, step.version));
        transaction.commit();
    }
}

void check_version(Database& database, const OpenOptions& options,
                   std::span<const Migration> steps) {
    const std::string file = database.path().string();
    const std::int64_t version = user_version(database);
    if (version > steps.back().version) {
        throw core::Error(
            fmt::format("{} was written by a newer hubmine (layout {}, this one knows {}): update "
                        "hubmine",
                        file, version, steps.back().version));
    }
    if (version == 0 && !options.create) {
        database.damaged("its layout is unknown");
    }
}

void tune(Database& database) {
    // Pages of a refresh are touched in order; what is random is the index by name.
    database.execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; "
        "PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864");
}

/// What is left of a store that could not be made would be called a damaged one.
void remove_if_empty(const fs::path& path) {
    std::error_code failed;
    if (fs::file_size(path, failed) == 0 && !failed) {
        fs::remove(path, failed);
    }
}

/// A store in a folder that cannot be written cannot have the files that WAL needs beside it; then
/// nobody else writes it either.
std::unique_ptr<Database> open_for_reading(const fs::path& path) {
    auto database = std::make_unique<Database>(path, Database::Options{.read_only = true});
    try {
        database->scalar("PRAGMA user_version");
    } catch (const core::BusyError&) {
        throw;
    } catch (const core::Error&) {
        if (has_log(path)) {
            throw core::Error(fmt::format(
                "cannot open {0}: its newest part is in {0}-wal, which cannot be read where "
                "nothing "
                "can be written: copy both to another folder, or open it once where it can be "
                "written",
                path.string()));
        }
        database = std::make_unique<Database>(
            path, Database::Options{.read_only = true, .immutable = true});
    }
    return database;
}

/// Who only wants to read an older store need not know that its layout changes once.
void bring_forward_to_read(const fs::path& path, std::span<const Migration> steps) {
    try {
        static_cast<void>(open_store_file(path, OpenOptions{}, steps));
    } catch (const core::Error& error) {
        throw core::Error(
            fmt::format("{} has the layout of an older hubmine and cannot be brought forward: {}",
                        path.string(), error.what()),
            error.exit_code());
    }
}

}  // namespace

std::span<const Migration> migrations() {
    // The step that made the views last: they are of the newest layout.
    static const std::string kWithViews =
        std::string(kDropViewsSql) + kLayout6Sql + kViewsSql + kCountActivitySql;
    static const std::array<Migration, 7> kSteps{
        Migration{.version = 1, .sql = kSchemaSql},  Migration{.version = 2, .sql = kLayout2Sql},
        Migration{.version = 3, .sql = kLayout3Sql}, Migration{.version = 4, .sql = kLayout4Sql},
        Migration{.version = 5, .sql = kLayout5Sql}, Migration{.version = 6, .sql = kWithViews},
        Migration{.version = 7, .sql = kLayout7Sql}};
    return kSteps;
}

std::unique_ptr<Database> open_store_file(const std::filesystem::path& path,
                                          const OpenOptions& options,
                                          std::span<const Migration> steps) {
    check_path(path, options);
    std::error_code ignored;
    const bool was_there = fs::exists(path, ignored);
    if (options.read_only) {
        auto database = open_for_reading(path);
        check_version(*database, options, steps);
        if (user_version(*database) < steps.back().version) {
            database.reset();
            bring_forward_to_read(path, steps);
            database = open_for_reading(path);
        }
        return database;
    }
    try {
        auto database =
            std::make_unique<Database>(path, Database::Options{.max_pages = options.max_pages});
        check_version(*database, options, steps);
        bring_forward(*database, steps);
        tune(*database);
        return database;
    } catch (...) {
        if (!was_there) {
            remove_if_empty(path);
        }
        throw;
    }
}

std::unique_ptr<Database> open_unchanged(const std::filesystem::path& path) {
    check_path(path, {.read_only = true});
    auto database = open_for_reading(path);
    check_version(*database, {.read_only = true}, migrations());
    return database;
}

bool is_open_elsewhere(const std::filesystem::path& path) {
    try {
        Database database(path, Database::Options{});
        database.execute("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE");
        database.execute("BEGIN EXCLUSIVE; ROLLBACK");
        return false;
    } catch (const core::BusyError&) {
        return true;
    } catch (const core::Error&) {
        return has_log(path);
    }
}

}  // namespace hubmine::store
