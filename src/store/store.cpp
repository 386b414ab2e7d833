#include "hubmine/store/store.hpp"

#include "hubmine/core/error.hpp"

#include "connection.hpp"
#include "damage.hpp"
#include "store_file.hpp"

#include <fmt/format.h>

#include <exception>

namespace hubmine::store {

Store::Store(const std::filesystem::path& path, const OpenOptions& options)
    : connection_(std::make_unique<Connection>()) {
    connection_->path = path;
    if (options.exclusive_crawl && (options.create || std::filesystem::exists(path))) {
        connection_->lock = std::make_unique<CrawlLock>(path, "crawl");
    }
    connection_->database = open_store_file(path, options);
    if (connection_->lock) {
        connection_->lock->hold(path);
        // Weeks of work must not end because somebody writes for a moment on a slow disk.
        connection_->database->execute("PRAGMA busy_timeout = 60000");
        // A crawl writes for weeks: it must not build on a broken file.
        check_structure(*connection_->database);
    }
    connection_->names = std::make_unique<Names>(*connection_->database);
}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const std::filesystem::path& Store::path() const {
    return connection_->path;
}

Database& Store::database() {
    return connection_->db();
}

void Store::check_in_place() const {
    if (connection_->db().has_moved()) {
        throw core::Error(fmt::format(
            "{} was removed or replaced while it was being written: what came since is lost",
            path().string()));
    }
}

Store::Batch::Batch(Store& store)
    : connection_(store.connection()), exceptions_(std::uncaught_exceptions()) {
    connection_.throw_parked();
    connection_.db().cached("BEGIN IMMEDIATE")->run();
}

void Store::Batch::commit() {
    if (!open_) {
        return;
    }
    Database& database = connection_.db();
    open_ = false;
    try {
        database.cached("COMMIT")->run();
    } catch (...) {
        database.count_rollback();
        if (database.in_transaction()) {
            sqlite3_exec(database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        }
        throw;
    }
}

Store::Batch::~Batch() {
    if (!open_) {
        return;
    }
    if (std::uncaught_exceptions() > exceptions_) {
        connection_.db().count_rollback();
        if (connection_.db().in_transaction()) {
            sqlite3_exec(connection_.db().handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        }
        return;
    }
    try {
        commit();
    } catch (...) {
        // A destructor cannot say it: the next verb does.
        connection_.parked = std::current_exception();
    }
}

}  // namespace hubmine::store
