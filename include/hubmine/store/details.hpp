#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/store/store.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What is read of one repository at a time: its commits, its discussions, and so on.
namespace hubmine::store {

/// The reads that a repository may need beyond the lists. Values are stored: never renumber.
enum class Detail : int { kCommits = 0, kDiscussions = 1, kStorage = 2, kLikers = 3 };
inline constexpr std::array<Detail, 4> kAllDetails{Detail::kCommits, Detail::kDiscussions,
                                                   Detail::kStorage, Detail::kLikers};
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

/// What storing a page says about the next step. A stale page is of before the head moved: a first
/// page without the head that the store has come to know since the walk began, or a later one of a
/// walk that was started over. Nothing of it is stored.
enum class PageNext { kMore, kComplete, kStale };

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

/// How much a repository stores.
struct StorageRead {
    std::int64_t repo_id = 0;
    std::optional<std::int64_t> used;  ///< bytes; absent when that was not told, or made no sense
    std::string head;                  ///< of the work item
    core::Timestamp fetched_at;
};

/// One page of those who like a repository: only when they did is kept.
struct LikersPage {
    std::int64_t repo_id = 0;
    std::int64_t page = 0;
    std::vector<core::Timestamp> liked_at;
    bool last = false;
    std::string next_url;  ///< of the page that follows
    core::Timestamp fetched_at;
};

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

/// Writes what came of the reads.
class Details {
  public:
    explicit Details(Store& store) : connection_(store.connection()) {}

    PageNext record_commits(const CommitsPage& page);
    /// What a whole list does not name is dropped, unless the list changed while it was read.
    DiscussionsNext record_discussions(const DiscussionsPage& page);
    PageNext record_storage(const StorageRead& read);
    /// The last page replaces whatever is held of the repository.
    PageNext record_likers(const LikersPage& page);
    void record_outcome(const Outcome& outcome);

  private:
    Connection& connection_;
};

}  // namespace hubmine::store
