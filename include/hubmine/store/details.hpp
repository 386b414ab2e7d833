#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What is read of one repository at a time: its commits and its discussions.
namespace hubmine::store {

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

/// Writes what came of the reads.
class Details {
  public:
    explicit Details(Store& store) : connection_(store.connection()) {}

    CommitsNext record_commits(const CommitsPage& page);
    /// What a whole list does not name is dropped, unless the list changed while it was read.
    DiscussionsNext record_discussions(const DiscussionsPage& page);
    void record_outcome(const Outcome& outcome);

  private:
    Connection& connection_;
};

}  // namespace hubmine::store
