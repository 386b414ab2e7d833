#pragma once

#include "crawl_lock.hpp"
#include "database.hpp"
#include "repo_row.hpp"

#include <exception>
#include <filesystem>
#include <memory>

namespace hubmine::store {

/// What the roles of an open store share.
struct Connection {
    std::filesystem::path path;
    std::unique_ptr<CrawlLock> lock;
    std::unique_ptr<Database> database;
    std::unique_ptr<Names> names;
    /// Why a Batch could not commit when it was destroyed; thrown by the next verb.
    std::exception_ptr parked;

    [[nodiscard]] Database& db() const { return *database; }
    void throw_parked();
};

/// The transaction of one verb. Throws first what an earlier batch could not say.
class Verb {
  public:
    explicit Verb(Connection& connection);
    void commit() { transaction_.commit(); }

  private:
    Transaction transaction_;
};

}  // namespace hubmine::store
