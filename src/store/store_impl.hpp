#pragma once

#include "hubmine/store/store.hpp"

#include "crawl_lock.hpp"
#include "database.hpp"
#include "milliseconds.hpp"
#include "repo_row.hpp"
#include "repo_writer.hpp"

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

struct Store::Impl {
    std::filesystem::path path;
    std::unique_ptr<CrawlLock> lock;
    std::unique_ptr<Database> database;
    std::unique_ptr<Names> names;
    /// Why a Batch could not commit when it was destroyed; thrown by the next verb.
    std::exception_ptr parked;

    [[nodiscard]] Database& db() const { return *database; }
};

/// The transaction of one verb. Throws first what an earlier batch could not say.
class Verb {
  public:
    explicit Verb(Database& database, std::exception_ptr& parked);
    void commit() { transaction_.commit(); }

  private:
    Transaction transaction_;
};

/// Where every target of `target` leads: by current name, by a past name, by an alias. Runs inside
/// the caller's transaction.
void resolve_targets(Database& database);

/// What a complete list of a kind did not show is gone from now on.
void mark_removed(Database& database, core::Kind kind, const Sight& sight);

/// The newest snapshot that is a walk; 0 when there is none.
[[nodiscard]] std::int64_t newest_walk(Database& database);

/// The walk that says how the listing of a kind stands: the newest one of the whole list; where
/// there is none, the newest.
struct StandingWalk {
    core::Kind kind = core::Kind::kModel;
    std::int64_t snapshot_id = 0;
    bool finished = false;
};
/// Of every kind that was ever listed, by kind.
[[nodiscard]] std::vector<StandingWalk> standing_walks(Database& database);

/// What is wrong with a store, one text a finding: see verify().
[[nodiscard]] std::vector<std::string> find_damage(Database& database);

/// Throws DamagedError when the pages of the file do not go together. Reads all of them, and
/// compares no index with its table.
void check_structure(Database& database);

/// Digits of kinds, '012'.
[[nodiscard]] std::string kinds_text(const std::vector<core::Kind>& kinds);
[[nodiscard]] std::vector<core::Kind> kinds_of(const Statement& row, int column);

}  // namespace hubmine::store
