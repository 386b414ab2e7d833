#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

namespace hubmine::store {

/// Nothing that is counted or numbered goes further: what does in a file is damage.
inline constexpr std::int64_t kMostCounted = std::int64_t{1} << 40U;

class Database;

/// Bytes to bind as a BLOB.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement. Text and blobs are bound without a copy: they must outlive the next
/// reset(). What a column returns lives until the next step().
class Statement {
  public:
    /// Throws Error with the SQL and the code.
    Statement(Database& database, std::string_view sql);
    /// Takes over what was prepared elsewhere.
    Statement(Database& database, sqlite3_stmt* prepared)
        : database_(&database), handle_(prepared) {}

    /// Binds all parameters, from the first on. No text that ends with the expression.
    template <typename... Values>
    Statement& bind(Values&&... values) {
        static_assert((!std::is_same_v<Values, std::string> && ...) &&
                          (!std::is_same_v<Values, std::optional<std::string>> && ...),
                      "bound text must outlive the next reset()");
        int index = 0;
        (bind_at(++index, values), ...);
        return *this;
    }
    void bind_at(int index, std::int64_t value);
    void bind_at(int index, int value) { bind_at(index, std::int64_t{value}); }
    void bind_at(int index, bool value) { bind_at(index, std::int64_t{value ? 1 : 0}); }
    void bind_at(int index, double value);
    void bind_at(int index, std::string_view value);
    void bind_at(int index, const std::string& value) { bind_at(index, std::string_view(value)); }
    void bind_at(int index, const char* value) { bind_at(index, std::string_view(value)); }
    void bind_at(int index, Blob value);
    void bind_at(int index, std::nullopt_t none);
    /// Values that know how to bind themselves.
    template <typename T>
    requires requires(const T& value, Statement& self) { value.bind(self, 1); }
    void bind_at(int index, const T& value) { value.bind(*this, index); }
    template <typename T>
    void bind_at(int index, const std::optional<T>& value) {
        if (value) {
            bind_at(index, *value);
        } else {
            bind_at(index, std::nullopt);
        }
    }

    /// True when there is a row to read, false at the end.
    bool step();
    /// For statements without rows: steps to the end and resets.
    void run();
    void reset() noexcept;

    /// SQLite's code: SQLITE_NULL, SQLITE_INTEGER, ...
    [[nodiscard]] int type(int column) const;
    [[nodiscard]] bool is_null(int column) const { return type(column) == SQLITE_NULL; }
    [[nodiscard]] bool is_blob(int column) const { return type(column) == SQLITE_BLOB; }
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;
    /// A value of any type, converted to text as SQLite does.
    [[nodiscard]] std::string_view as_text(int column);
    /// A kind of repository. Throws DamagedError when the number is none.
    [[nodiscard]] core::Kind kind(int column) const;
    /// A code from 0 on; `count` is the first that means nothing. Throws DamagedError from there
    /// on.
    template <typename Code>
    [[nodiscard]] Code code(int column, std::int64_t count) const {
        return static_cast<Code>(within(column, 0, count - 1));
    }
    /// A moment of the years 0 to 9999. Throws DamagedError when it is none.
    [[nodiscard]] core::Timestamp time(int column) const;
    [[nodiscard]] std::optional<core::Timestamp> maybe_time(int column) const;
    /// Throws DamagedError when the number is not within [least, most].
    [[nodiscard]] std::int64_t within(int column, std::int64_t least, std::int64_t most) const;
    /// A count, or the number of a page or the like. Throws DamagedError when it cannot be one.
    [[nodiscard]] std::int64_t count(int column) const { return within(column, 0, kMostCounted); }
    [[nodiscard]] std::optional<std::int64_t> maybe_count(int column) const;
    [[nodiscard]] const Database& database() const { return *database_; }
    [[nodiscard]] int columns() const { return sqlite3_column_count(handle_.get()); }
    [[nodiscard]] sqlite3_stmt* handle() const { return handle_.get(); }
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const;
    [[nodiscard]] std::optional<double> maybe_real(int column) const;
    [[nodiscard]] std::optional<std::string> maybe_text(int column) const;

  private:
    friend struct ReleaseStatement;
    void check(int code) const;

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    bool in_use_ = false;

    friend class Database;
};

/// Gives a cached statement back, reset and without its bindings.
struct ReleaseStatement {
    void operator()(Statement* statement) const noexcept;
};
using CachedStatement = std::unique_ptr<Statement, ReleaseStatement>;

/// One connection. Not for several threads at a time.
class Database {
  public:
    struct Options {
        /// Changes no content. The file is opened for writing where that is possible all the same:
        /// only then can the last reader take away the log that it had to make.
        bool read_only = false;
        bool immutable = false;      ///< nobody can write the file: needs no lock and no -shm
        std::int64_t max_pages = 0;  ///< 0 = SQLite's own bound
    };
    /// Opens or makes the file. Throws Error when it cannot.
    Database(const std::filesystem::path& path, const Options& options);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    Database(Database&&) = delete;
    Database& operator=(Database&&) = delete;
    ~Database();
    /// Another connection to the file, opened in the same way. Nobody but SQLite opens the file for
    /// it: closing it once more would give up the locks of this process.
    [[nodiscard]] std::unique_ptr<Database> another() const;

    /// Runs statements that give no rows.
    void execute(const std::string& sql);
    /// A statement that is prepared once a connection; `sql` must be a literal (its address is the
    /// key). The same literal cannot be in use twice at a time: throws std::logic_error.
    [[nodiscard]] CachedStatement cached(const char* sql);
    /// The first column of the first row, as a number; 0 without a row.
    std::int64_t scalar(const char* sql);

    [[nodiscard]] std::int64_t last_insert_id() const;
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] bool in_transaction() const;
    /// The path does not lead to the open file any more.
    [[nodiscard]] bool has_moved() const;
    /// Counts the rollbacks: whoever remembers row ids forgets them when it has moved.
    [[nodiscard]] std::uint64_t rollbacks() const { return rollbacks_; }
    void count_rollback() noexcept { ++rollbacks_; }

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Throws what an SQLite code means for a person; `sql` may be empty.
    [[noreturn]] void fail(int code, std::string_view sql) const;
    /// Throws DamagedError: the file holds something that no hubmine wrote.
    [[noreturn]] void damaged(std::string_view what) const;

  private:
    struct Close {
        void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
    };
    std::filesystem::path path_;
    Options options_;
    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<const char*, std::unique_ptr<Statement>> statements_;
    std::uint64_t rollbacks_ = 0;
};

/// All or nothing: rolls back unless committed. Inside another transaction it is a savepoint.
class Transaction {
  public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction(Transaction&&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    void commit();

  private:
    Database& database_;
    bool nested_;
    bool open_ = true;
};

/// One state of the database for several reads, whatever others write meanwhile. Inside a
/// transaction it is that one's.
class ReadView {
  public:
    explicit ReadView(Database& database);
    ReadView(const ReadView&) = delete;
    ReadView& operator=(const ReadView&) = delete;
    ReadView(ReadView&&) = delete;
    ReadView& operator=(ReadView&&) = delete;
    ~ReadView();

  private:
    Database& database_;
    bool owner_;
};

}  // namespace hubmine::store
