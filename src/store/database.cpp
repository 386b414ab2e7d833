#include "database.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace hubmine::store {

namespace {

constexpr int kBusyMilliseconds = 10000;

/// One line, and not the whole of a long statement.
std::string shortened(std::string_view sql) {
    constexpr std::size_t kLongest = 200;
    std::string line;
    for (const char c : sql.substr(0, kLongest)) {
        const bool space = c == '\n' || c == ' ';
        if (!space || (!line.empty() && line.back() != ' ')) {
            line += space ? ' ' : c;
        }
    }
    return sql.size() > kLongest ? line + "..." : line;
}

bool is_of_a_disk(int error) {
    return error == EFBIG || error == EDQUOT || error == EIO || error == EROFS;
}

/// What a person can do about a code; empty when nothing special is known.
std::string advice(int code, const std::string& file) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return fmt::format("cannot write {}: the disk is full", file);
        case SQLITE_READONLY:
            return fmt::format("cannot write {}: it is read-only", file);
        case SQLITE_CANTOPEN:
            return fmt::format("cannot open {}", file);
        case SQLITE_IOERR:
            return fmt::format("cannot read or write {}: disk error", file);
        default:
            return {};
    }
}

/// What only a file that was changed from outside makes SQLite say: its own structure is broken, or
/// a text that we wrote is no JSON any more, counts that we kept have no sum, or a table is gone.
bool means_damage(int code, std::string_view detail) {
    const int kind = code & 0xFF;
    // A datatype: a sum of what the file holds went beyond 64 bits.
    return kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || code == SQLITE_IOERR_SHORT_READ ||
           code == SQLITE_CONSTRAINT_DATATYPE ||
           (kind == SQLITE_ERROR && (detail == "malformed JSON" || detail == "integer overflow" ||
                                     detail.starts_with("no such ")));
}

/// Counting what is allocated takes a lock each time, and threads that read would wait for it.
void count_no_memory() {
    // Refused where SQLite is in use already, and then it counts.
    static const int kOnce = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(kOnce);
}

}  // namespace

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    handle_.reset(statement);
    if (code != SQLITE_OK) {
        database.fail(code, sql);
    }
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) {
        const char* sql = sqlite3_sql(handle_.get());
        database_->fail(code, sql == nullptr ? "" : sql);
    }
}

void Statement::bind_at(int index, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), index, value));
}

void Statement::bind_at(int index, double value) {
    check(sqlite3_bind_double(handle_.get(), index, value));
}

void Statement::bind_at(int index, std::string_view value) {
    // A null pointer would bind NULL, which an empty text is not.
    const char* data = value.data() == nullptr ? "" : value.data();
    check(
        sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind_at(int index, Blob value) {
    const char* data = value.bytes.data() == nullptr ? "" : value.bytes.data();
    check(sqlite3_bind_blob64(handle_.get(), index, data, value.bytes.size(), SQLITE_STATIC));
}

void Statement::bind_at(int index, std::nullopt_t /*none*/) {
    check(sqlite3_bind_null(handle_.get(), index));
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        check(code);
    }
    return false;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() noexcept {
    // The code repeats what the last step() said and threw.
    static_cast<void>(sqlite3_reset(handle_.get()));
}

int Statement::type(int column) const {
    return sqlite3_column_type(handle_.get(), column);
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(handle_.get(), column);
}

std::string_view Statement::text(int column) const {
    return bytes(column);
}

// A connection belongs to one thread, so the value may be looked at as it lies in the row: that is
// one way there instead of one for each question.
std::string_view Statement::bytes(int column) const {
    sqlite3_value* const value = sqlite3_column_value(handle_.get(), column);
    const void* data = sqlite3_value_blob(value);
    const int size = sqlite3_value_bytes(value);
    return data == nullptr
               ? std::string_view()
               : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::string_view Statement::as_text(int column) {
    static_cast<void>(sqlite3_column_text(handle_.get(), column));
    return bytes(column);
}

std::optional<std::int64_t> Statement::maybe_integer(int column) const {
    sqlite3_value* const value = sqlite3_column_value(handle_.get(), column);
    return sqlite3_value_type(value) == SQLITE_NULL ? std::nullopt
                                                    : std::optional(sqlite3_value_int64(value));
}

std::optional<double> Statement::maybe_real(int column) const {
    return is_null(column) ? std::nullopt : std::optional(real(column));
}

std::optional<std::string> Statement::maybe_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(std::string(text(column)));
}

std::int64_t Statement::within(int column, std::int64_t least, std::int64_t most) const {
    const std::int64_t value = integer(column);
    if (value < least || value > most) {
        const char* name = sqlite3_column_name(handle_.get(), column);
        database_->damaged(
            fmt::format("{} cannot be {}", name == nullptr ? "a number" : name, value));
    }
    return value;
}

core::Kind Statement::kind(int column) const {
    return code<core::Kind>(column, std::int64_t{core::kAllKinds.size()});
}

core::Timestamp Statement::time(int column) const {
    using std::chrono::days;
    using std::chrono::sys_days;
    using std::chrono::year;
    // A day more on both sides: times are told in zones of their own.
    constexpr core::Timestamp kFirst = sys_days{year{0} / 1 / 1} - days(1);
    constexpr core::Timestamp kLast = sys_days{year{10000} / 1 / 1} + days(1);
    return core::Timestamp(std::chrono::milliseconds(
        within(column, kFirst.time_since_epoch().count(), kLast.time_since_epoch().count())));
}

std::optional<std::int64_t> Statement::maybe_count(int column) const {
    return is_null(column) ? std::nullopt : std::optional(count(column));
}

std::optional<core::Timestamp> Statement::maybe_time(int column) const {
    return is_null(column) ? std::nullopt : std::optional(time(column));
}

void ReleaseStatement::operator()(Statement* statement) const noexcept {
    statement->reset();
    sqlite3_clear_bindings(statement->handle_.get());
    statement->in_use_ = false;
}

Database::Database(const std::filesystem::path& path, const Options& options)
    : path_(path), options_(options) {
    count_no_memory();
    // A URI, because only that can say immutable.
    // An empty authority, or the first name of //data/x.db would be taken for one.
    std::string uri = "file://";
    for (const char c : std::filesystem::absolute(path).string()) {
        uri += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02X}", c) : std::string(1, c);
    }
    uri += options.immutable ? "?immutable=1" : "";
    const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (options.immutable   ? SQLITE_OPEN_READONLY
                       : options.read_only ? SQLITE_OPEN_READWRITE
                                           : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(uri.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) {
        fail(code, "");
    }
    sqlite3_busy_timeout(handle, kBusyMilliseconds);
    execute("PRAGMA foreign_keys = ON; PRAGMA secure_delete = OFF");
    if (options.read_only) {
        execute("PRAGMA query_only = ON");
    }
    if (options.max_pages > 0) {
        execute(fmt::format("PRAGMA max_page_count = {}", options.max_pages));
    }
}

Database::~Database() = default;

std::unique_ptr<Database> Database::another() const {
    return std::make_unique<Database>(path_, options_);
}

void Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(code, sql);
    }
}

CachedStatement Database::cached(const char* sql) {
    std::unique_ptr<Statement>& slot = statements_[sql];
    if (!slot) {
        slot = std::make_unique<Statement>(*this, sql);
    }
    if (slot->in_use_) {
        // Reset from within, the outer use would begin anew or lose its bindings.
        throw std::logic_error(
            fmt::format("a statement is used within itself: {}", shortened(sql)));
    }
    slot->in_use_ = true;
    return CachedStatement(slot.get());
}

std::int64_t Database::scalar(const char* sql) {
    const CachedStatement query = cached(sql);
    return query->step() ? query->integer(0) : 0;
}

std::int64_t Database::last_insert_id() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle_.get());
}

bool Database::has_moved() const {
    int moved = 0;
    const int code = sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return code == SQLITE_OK && moved != 0;
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

void Database::fail(int code, std::string_view sql) const {
    // SQLite keeps the system's reason, but not that of a failed COMMIT.
    const int last = errno;
    const std::string file = path_.string();
    const std::string detail = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
    if ((code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED) {
        throw core::BusyError(fmt::format("{} is in use by another program (code {})", file, code));
    }
    if (means_damage(code, detail)) {
        damaged(fmt::format("{} (code {})", detail, code));
    }
    std::string message = advice(code, file);
    if (message.empty()) {
        message = fmt::format("{}: the database says: {}", file, detail);
    }
    const int kept = handle_ ? sqlite3_system_errno(handle_.get()) : 0;
    if ((code & 0xFF) == SQLITE_IOERR && (kept != 0 || is_of_a_disk(last))) {
        message += fmt::format(": {}", std::generic_category().message(kept != 0 ? kept : last));
    }
    message += fmt::format(" (code {}", code);
    if (!sql.empty()) {
        message += fmt::format(", in: {}", shortened(sql));
    }
    throw core::Error(message + ")");
}

void Database::damaged(std::string_view what) const {
    throw core::DamagedError(fmt::format(
        "{} is damaged: {}: restore a backup, or see `hubmine verify`", path_.string(), what));
}

Transaction::Transaction(Database& database)
    : database_(database), nested_(database.in_transaction()) {
    database_.cached(nested_ ? "SAVEPOINT verb" : "BEGIN IMMEDIATE")->run();
}

Transaction::~Transaction() {
    if (!open_) {
        return;
    }
    database_.count_rollback();
    // SQLite may have rolled back by itself (a full disk): then there is nothing left to undo.
    if (database_.in_transaction()) {
        const char* sql = nested_ ? "ROLLBACK TO verb; RELEASE verb" : "ROLLBACK";
        sqlite3_exec(database_.handle(), sql, nullptr, nullptr, nullptr);
    }
}

ReadView::ReadView(Database& database) : database_(database), owner_(!database.in_transaction()) {
    if (owner_) {
        database_.cached("BEGIN")->run();
    }
}

ReadView::~ReadView() {
    if (owner_ && database_.in_transaction()) {
        sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() {
    database_.cached(nested_ ? "RELEASE verb" : "COMMIT")->run();
    open_ = false;
}

}  // namespace hubmine::store
