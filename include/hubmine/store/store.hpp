#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

/// What we know: one SQLite file. Only this module knows SQL.
namespace hubmine::store {

class Database;
struct Connection;

struct OpenOptions {
    bool read_only = false;
    bool create = false;  ///< make the file when it is not there
    bool exclusive_crawl =
        false;  ///< take the crawl lock: BusyError names the holder's pid when it is held
    std::int64_t max_pages = 0;  ///< SQLite's max_page_count, 0 = no bound (tests of a full disk)
};

/// An open store: one connection, over which its roles work (`Walks`, `WorkQueue`, `Details`,
/// `Targets`, and the functions that take a Store). Each of their verbs is one transaction and safe
/// against kill -9. One thread at a time. All throw core::Error with the SQL and the code.
class Store {
  public:
    /// Throws core::Error when the file is not a hubmine store, is newer than this program, or
    /// cannot be opened.
    Store(const std::filesystem::path& path, const OpenOptions& options);
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    [[nodiscard]] const std::filesystem::path& path() const;
    /// Throws Error when the file was removed, or another one took its place, since it was opened:
    /// what is written goes nowhere.
    void check_in_place() const;

    /// For the other classes of this module.
    [[nodiscard]] Database& database();
    [[nodiscard]] Connection& connection() const { return *connection_; }

    /// Groups several verbs into one commit (fewer fsyncs): commits on destruction unless an
    /// exception is in flight.
    class Batch {
      public:
        explicit Batch(Store& store);
        Batch(const Batch&) = delete;
        Batch& operator=(const Batch&) = delete;
        Batch(Batch&&) = delete;
        Batch& operator=(Batch&&) = delete;
        ~Batch();
        /// Makes it durable now; throws when that fails.
        void commit();

      private:
        Connection& connection_;
        int exceptions_;
        bool open_ = true;
    };

  private:
    std::unique_ptr<Connection> connection_;
};

}  // namespace hubmine::store
