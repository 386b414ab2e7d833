#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/details.hpp"
#include "hubmine/store/store.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Which commits, discussions and so on are to be read next.
namespace hubmine::store {

/// A repository of which something is to be asked.
struct WorkItem {
    std::int64_t repo_id = 0;
    core::Kind kind = core::Kind::kModel;
    std::string id;
    std::string hub_id;  ///< the identity: a redirect may lead to another repository
    Detail what = Detail::kCommits;
    FetchState state = FetchState::kPending;
    std::int64_t next_page =
        0;  ///< pages before it are stored (an interrupted walk of this repository)
    std::int64_t attempts = 0;
    std::int64_t likes = 0;
    std::string head;      ///< newest commit as a list or lookup showed it last; empty = unknown
    std::string next_url;  ///< likers: of the page `next_page`
};

enum class WorkOrder { kOldest, kRecent, kPopular };

/// What counts as work. Every bound is a reason to leave a repository alone.
struct WorkQuery {
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    std::set<Detail> what{Detail::kCommits, Detail::kDiscussions};
    WorkOrder order = WorkOrder::kOldest;
    std::string author;      ///< only this namespace
    std::string filter;      ///< only repositories with this tag
    std::int64_t limit = 0;  ///< only so many of a kind, those that a list shows first; 0 = all
    std::int64_t min_likes = 0;
    std::int64_t min_downloads = 0;
    bool only_sample = false;  ///< only repositories of the stored sample
    /// Discussions read before this are read again; absent = never for age alone.
    std::optional<core::Timestamp> discussions_before;
    /// Unreadable and gone ones tried before this are tried again; absent = never.
    std::optional<core::Timestamp> retry_unreadable_before;
    /// Failed ones are taken unless they were tried at or after this (the start of the run).
    std::optional<core::Timestamp> run_started;
    /// The clock: what was read or tried well after this is due again; absent = nothing is.
    std::optional<core::Timestamp> now;
};

/// How many reads a query finds due.
struct WorkCounts {
    /// By core::Kind, then Detail.
    std::array<std::array<std::int64_t, kAllDetails.size()>, 3> due{};
    std::int64_t left = 0;  ///< all of those, and what failed since `run_started`
    [[nodiscard]] std::int64_t all() const;
};

/// Where a run stands in its work: default-constructed at its start, then left to the queue.
struct WorkCursor {
    bool started = false;
    std::int64_t position = 0;
    bool unfinished = false;  ///< the one at `position` was left before its `phase`
    std::size_t phase = 0;
};

/// Finds the reads that are due. They stay due until their outcome is stored.
class WorkQueue {
  public:
    explicit WorkQueue(const Store& store) : connection_(store.connection()) {}

    /// The next repositories to ask about, in order, after those already handed out; empty at the
    /// end.
    std::vector<WorkItem> next(const WorkQuery& query, WorkCursor& cursor, std::size_t limit) const;
    /// Reads all repositories.
    [[nodiscard]] WorkCounts counts(const WorkQuery& query) const;
    /// Reads repositories up to the first with something due.
    [[nodiscard]] bool has_any(const WorkQuery& query) const;

  private:
    Connection& connection_;
};

}  // namespace hubmine::store
