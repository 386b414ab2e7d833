#include "hubmine/store/store.hpp"

#include "hubmine/core/error.hpp"

#include "store_file.hpp"
#include "store_impl.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

namespace hubmine::store {

namespace {

Database& ready(Database& database, std::exception_ptr& parked) {
    if (parked) {
        std::rethrow_exception(std::exchange(parked, nullptr));
    }
    return database;
}

}  // namespace

Verb::Verb(Database& database, std::exception_ptr& parked)
    : transaction_(ready(database, parked)) {}

Store::Store(const std::filesystem::path& path, const OpenOptions& options)
    : impl_(std::make_unique<Impl>()) {
    impl_->path = path;
    if (options.exclusive_crawl && (options.create || std::filesystem::exists(path))) {
        impl_->lock = std::make_unique<CrawlLock>(path, "crawl");
    }
    impl_->database = open_store_file(path, options);
    if (impl_->lock) {
        impl_->lock->hold(path);
        // Weeks of work must not end because somebody writes for a moment on a slow disk.
        impl_->database->execute("PRAGMA busy_timeout = 60000");
        // A crawl writes for weeks: it must not build on a broken file.
        check_structure(*impl_->database);
    }
    impl_->names = std::make_unique<Names>(*impl_->database);
}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const std::filesystem::path& Store::path() const {
    return impl_->path;
}

Database& Store::database() {
    return impl_->db();
}

std::optional<std::string> Store::fact(std::string_view key) const {
    const auto query = impl_->db().cached("SELECT value FROM fact WHERE key = ?");
    query->bind(key);
    return query->step() ? query->maybe_text(0) : std::nullopt;
}

void Store::set_fact(std::string_view key, std::string_view value) {
    Verb verb(impl_->db(), impl_->parked);
    impl_->db()
        .cached(
            "INSERT INTO fact (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        ->bind(key, value)
        .run();
    verb.commit();
}

void Store::bind_endpoint(std::string_view endpoint) {
    const std::optional<std::string> before = fact("endpoint");
    if (before == endpoint) {
        return;
    }
    Verb verb(impl_->db(), impl_->parked);
    if (before) {
        if (has_repositories()) {
            throw core::UsageError(
                fmt::format("{} holds what {} said, not {}: give another file with --store",
                            path().string(), *before, endpoint));
        }
        impl_->db().execute("DELETE FROM walk; DELETE FROM snapshot");
    }
    set_fact("endpoint", endpoint);
    verb.commit();
}

bool Store::has_repositories() const {
    return impl_->db().scalar("SELECT EXISTS (SELECT 1 FROM repo)") != 0;
}

void Store::check_in_place() const {
    if (impl_->db().has_moved()) {
        throw core::Error(fmt::format(
            "{} was removed or replaced while it was being written: what came since is lost",
            path().string()));
    }
}

Store::Batch::Batch(Store& store) : store_(store), exceptions_(std::uncaught_exceptions()) {
    Impl& impl = *store_.impl_;
    if (impl.parked) {
        std::rethrow_exception(std::exchange(impl.parked, nullptr));
    }
    impl.db().cached("BEGIN IMMEDIATE")->run();
}

void Store::Batch::commit() {
    if (!open_) {
        return;
    }
    Database& database = store_.impl_->db();
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
    Impl& impl = *store_.impl_;
    if (std::uncaught_exceptions() > exceptions_) {
        impl.db().count_rollback();
        if (impl.db().in_transaction()) {
            sqlite3_exec(impl.db().handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        }
        return;
    }
    try {
        commit();
    } catch (...) {
        // A destructor cannot say it: the next verb does.
        impl.parked = std::current_exception();
    }
}

}  // namespace hubmine::store
