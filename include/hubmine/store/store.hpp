#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What we know: one SQLite file. Only this module knows SQL.
namespace hubmine::store {

class Database;

/// The two reads that a repository needs beyond the lists. Values are stored: never renumber.
enum class Detail : int { kCommits = 0, kDiscussions = 1 };
[[nodiscard]] std::string_view detail_name(Detail detail);

/// How far a read has come. Values are stored: never renumber.
enum class FetchState : int {
    kPending = 0,
    kComplete = 1,
    kUnreadable = 2,
    kGone = 3,
    kFailed = 4
};
inline constexpr int kFetchStates = 5;
[[nodiscard]] std::string_view state_name(FetchState state);

/// What a listing walk was asked to cover. A walk with an author, a filter or a limit is partial:
/// it can be complete as a snapshot of what was asked, but never marks repositories as removed.
struct WalkScope {
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    std::string author;      ///< only this namespace; empty = all
    std::string filter;      ///< only this tag; empty = all
    std::int64_t limit = 0;  ///< at most so many rows a kind; 0 = all
    friend bool operator==(const WalkScope&, const WalkScope&) = default;
    [[nodiscard]] bool is_partial() const {
        return !author.empty() || !filter.empty() || limit > 0;
    }
};

/// "author google, tag en, at most 5 of a kind"; empty for a scope that is not partial.
[[nodiscard]] std::string bounds_text(const WalkScope& scope);

/// Where one kind's walk stands.
struct KindWalk {
    core::Kind kind = core::Kind::kModel;
    std::string next_url;  ///< the page to ask next; empty = from the start
    std::int64_t pages = 0;
    std::int64_t rows = 0;
    bool finished = false;
};

/// One walk of the lists of the chosen kinds.
struct Walk {
    std::int64_t snapshot_id = 0;
    core::Timestamp started_at;
    bool resumed = false;  ///< an unfinished walk of the same scope goes on
    std::vector<KindWalk> kinds;
};

/// What is to be known of a page of a list beyond its rows.
struct PageNotes {
    hub::AskedFields asked;
    std::int64_t nameless = 0;  ///< rows left out for want of an identity
};

/// What the end of a kind's list would come to.
struct ListEnd {
    std::int64_t present = 0;  ///< repositories of the kind in the store
    std::int64_t unseen = 0;   ///< of those, what the walk has not shown
};

/// What a page of a list changed.
struct PageResult {
    std::int64_t added = 0;    ///< repositories never seen before
    std::int64_t changed = 0;  ///< anything but likes and downloads moved
    std::int64_t unchanged = 0;
    std::int64_t duplicates = 0;  ///< seen in this walk already, or twice on the page
    std::int64_t restored = 0;    ///< had been removed
    std::int64_t removed = 0;     ///< the list has ended without showing them
    /// The same, but they may be among the rows without an identity: they stay.
    std::int64_t doubtful = 0;
};

/// A repository whose commits or discussions are to be asked for.
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
    std::string head;  ///< newest commit as a list or lookup showed it last; empty = unknown
};

enum class WorkOrder { kOldest, kRecent, kPopular };

/// A time so far ahead of the clock was written by a clock that was wrong, and makes nothing fresh.
inline constexpr std::chrono::hours kClockTolerance{1};
/// A walk that was interrupted goes on for so long after its start, unless somebody says otherwise;
/// later it would date what it sees wrong.
inline constexpr std::chrono::hours kResumeWithin{7 * 24};

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
    std::array<std::array<std::int64_t, 2>, 3> due{};  ///< by core::Kind, then Detail
    std::int64_t left = 0;  ///< all of those, and what failed since `run_started`
    [[nodiscard]] std::int64_t all() const;
};

/// One page of commits, newest first.
struct CommitsPage {
    std::int64_t repo_id = 0;
    std::int64_t page = 0;  ///< its number, from 0
    std::vector<hub::CommitRecord> commits;
    bool last = false;                  ///< no page follows
    std::optional<std::int64_t> total;  ///< X-Total-Count
    std::string head;                   ///< of the work item that the walk began with
    core::Timestamp fetched_at;
};

/// What storing a page of commits says about the next step. A stale page is of before the head
/// moved: a first page without the head that the store has come to know since the walk began, or a
/// later one of a walk that was started over. Nothing of it is stored.
enum class CommitsNext { kMore, kComplete, kStale };

/// One page of discussions.
struct DiscussionsPage {
    std::int64_t repo_id = 0;
    std::int64_t page = 0;
    std::vector<hub::DiscussionRecord> discussions;
    bool last = false;
    std::optional<std::int64_t> count;  ///< how many there are, over all pages
    bool again = false;                 ///< of a walk that was started over for its doubts
    core::Timestamp fetched_at;
};

/// What storing a page of discussions says about the next step: pages are by position, so a list
/// that changed between two of them is asked for once more from the start.
enum class DiscussionsNext { kMore, kComplete, kStartOver, kStale };

/// A read that brought no data.
struct Outcome {
    std::int64_t repo_id = 0;
    Detail what = Detail::kCommits;
    FetchState state = FetchState::kFailed;
    int http_status = 0;  ///< 0 when there was no reply
    std::int64_t attempts = 1;
    std::string message;
    bool from_start = false;  ///< the next read does not go on where this one stood
    core::Timestamp at;
};

/// A model or dataset id named by spaces (or as a base model) that no repository answers to yet.
struct Target {
    std::int64_t target_id = 0;
    core::Kind kind = core::Kind::kModel;
    std::string id;
};

/// The fact that tells how the sample was drawn, in words; absent when histories are read of all.
inline constexpr std::string_view kSampleFact = "crawl.sample";

/// A repository of the newest lists, for drawing samples.
struct PresentRepo {
    std::int64_t repo_id = 0;
    core::Kind kind = core::Kind::kModel;
    std::string hub_id;
    std::vector<std::string> tags;
};

/// One row of the `coverage` view.
struct Coverage {
    std::string kind;
    std::string what;  ///< listing, commits, discussions
    std::int64_t expected = 0;
    std::int64_t complete = 0;
    std::int64_t unreadable = 0;
    std::int64_t gone = 0;
    std::int64_t failed = 0;
    std::int64_t pending = 0;
};

/// One row of the `snapshots` view.
struct Snapshot {
    std::int64_t snapshot_id = 0;
    core::Timestamp started_at;
    std::optional<core::Timestamp> finished_at;
    bool complete = false;
    std::string endpoint;
    std::string tool_version;
    std::int64_t requests = 0;
    std::optional<std::string> source;  ///< set: numbers brought in from elsewhere, not a walk
    WalkScope scope;                    ///< of a walk; without kinds for an import
};

/// How much of something the store holds.
struct Holding {
    std::string what;  ///< "models", "removed models", "commits", ..., "bytes"
    std::int64_t count = 0;
};

struct OpenOptions {
    bool read_only = false;
    bool create = false;  ///< make the file when it is not there
    bool exclusive_crawl =
        false;  ///< take the crawl lock: BusyError names the holder's pid when it is held
    std::int64_t max_pages = 0;  ///< SQLite's max_page_count, 0 = no bound (tests of a full disk)
};

/// The verbs that a crawl and the commands need; each is one transaction and safe against kill -9.
/// One thread at a time. Throws core::Error with the SQL and the code.
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
    /// For the other classes of this module.
    [[nodiscard]] Database& database();

    // --- facts about the store itself
    [[nodiscard]] std::optional<std::string> fact(std::string_view key) const;
    void set_fact(std::string_view key, std::string_view value);
    /// Remembers the Hub that the store speaks of; throws UsageError when it is another one than
    /// the store's repositories are of. Without any, what was begun with another one is forgotten.
    void bind_endpoint(std::string_view endpoint);
    /// Whether a Hub has ever shown it anything.
    [[nodiscard]] bool has_repositories() const;
    /// Throws Error when the file was removed, or another one took its place, since it was opened:
    /// what is written goes nowhere.
    void check_in_place() const;

    // --- listing
    /// Goes on with the unfinished walk of the same scope and endpoint, unless it is older than
    /// `resume_within` or of the future, or starts a new snapshot.
    Walk begin_walk(const WalkScope& scope, std::string_view endpoint, core::Timestamp now,
                    std::chrono::seconds resume_within = kResumeWithin);
    /// Stores a page and the cursor that follows it. An empty `next_url` ends the kind's walk: what
    /// a complete, unpartial list did not show is marked removed, unless rows of it had no
    /// identity; targets are resolved by name.
    PageResult record_listing_page(std::int64_t snapshot_id, core::Kind kind,
                                   const std::vector<hub::RepoRecord>& records,
                                   std::string_view next_url, core::Timestamp observed_at,
                                   const PageNotes& notes = {});
    /// What is there, and what of it would not have been shown if `records` were the last page.
    [[nodiscard]] ListEnd list_end(std::int64_t snapshot_id, core::Kind kind,
                                   const std::vector<hub::RepoRecord>& records) const;
    /// The Hub does not accept the cursor any more: this kind's walk starts over, nothing stored is
    /// lost.
    void restart_listing(std::int64_t snapshot_id, core::Kind kind);
    /// Marks the snapshot complete when each of its kinds has finished.
    void finish_walk(std::int64_t snapshot_id, core::Timestamp now);
    void add_requests(std::int64_t snapshot_id, std::int64_t requests);
    [[nodiscard]] std::vector<Snapshot> snapshots() const;
    /// The same without what was imported.
    [[nodiscard]] std::vector<Snapshot> walks() const;

    // --- details
    /// The next repositories to ask about, in order, after those already handed out; empty at the
    /// end. `cursor` is opaque: default-constructed at the start of a run, then left to this
    /// function.
    struct WorkCursor {
        bool started = false;
        std::int64_t position = 0;
        bool unfinished = false;  ///< the one at `position` was left before its `phase`
        std::size_t phase = 0;
    };
    std::vector<WorkItem> next_work(const WorkQuery& query, WorkCursor& cursor,
                                    std::size_t limit) const;
    /// Reads all repositories.
    [[nodiscard]] WorkCounts work_counts(const WorkQuery& query) const;
    [[nodiscard]] std::int64_t count_work(const WorkQuery& query) const;
    /// Reads repositories up to the first with something due.
    [[nodiscard]] bool has_work(const WorkQuery& query) const;

    /// Every present repository within the bounds of the query (kinds, author, filter, limit,
    /// minima), by ascending repo_id.
    void for_each_present(const WorkQuery& bounds,
                          const std::function<void(const PresentRepo&)>& visit) const;
    /// How many those are, by core::Kind.
    [[nodiscard]] std::array<std::int64_t, 3> count_present(const WorkQuery& bounds) const;
    /// Keeps which repositories `WorkQuery::only_sample` means, in place of an earlier choice.
    void record_sample(const std::vector<std::int64_t>& repo_ids);

    CommitsNext record_commits(const CommitsPage& page);
    /// What a whole list does not name is dropped, unless the list changed while it was read.
    DiscussionsNext record_discussions(const DiscussionsPage& page);
    void record_outcome(const Outcome& outcome);

    // --- names
    /// `old_id` led to the repository `record` (a redirect): remembered as an alias.
    void record_alias(core::Kind kind, std::string_view old_id, const hub::RepoRecord& record,
                      core::Timestamp at);
    /// The targets of these kinds that are to be looked up, in the order of their numbers, from
    /// after the target `after` on.
    [[nodiscard]] std::vector<Target> unresolved_targets(const std::vector<core::Kind>& kinds,
                                                         std::size_t limit,
                                                         std::int64_t after = 0) const;
    /// The lookup of a target ended: the repository it is, or none. Either way it is not asked
    /// again soon.
    void record_target(std::int64_t target_id, const std::optional<hub::RepoRecord>& record,
                       core::Timestamp at);

    // --- reports
    [[nodiscard]] std::vector<Coverage> coverage() const;
    /// Counts of what is held, in a fixed order; reads whole tables.
    [[nodiscard]] std::vector<Holding> holdings() const;

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
        Store& store_;
        int exceptions_;
        bool open_ = true;
    };

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hubmine::store
