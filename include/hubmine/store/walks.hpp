#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"
#include "hubmine/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Walks of the lists: what the Hub showed, page by page.
namespace hubmine::store {

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

/// A time so far ahead of the clock was written by a clock that was wrong, and makes nothing fresh.
inline constexpr std::chrono::hours kClockTolerance{1};
/// A walk that was interrupted goes on for so long after its start, unless somebody says otherwise;
/// later it would date what it sees wrong.
inline constexpr std::chrono::hours kResumeWithin{7 * 24};

/// Writes what walks of the lists see.
class Walks {
  public:
    explicit Walks(Store& store) : connection_(store.connection()) {}

    /// Goes on with the unfinished walk of the same scope and endpoint, unless it is older than
    /// `resume_within` or of the future, or starts a new snapshot. Throws UsageError for an author
    /// who was forgotten with all that is theirs.
    Walk begin(const WalkScope& scope, std::string_view endpoint, core::Timestamp now,
               std::chrono::seconds resume_within = kResumeWithin);
    /// Stores a page and the cursor that follows it. An empty `next_url` ends the kind's walk: what
    /// a complete, unpartial list did not show is marked removed, unless rows of it had no
    /// identity; targets are resolved by name. Repositories of a name that was forgotten with what
    /// it owns are left out.
    PageResult record_page(std::int64_t snapshot_id, core::Kind kind,
                           const std::vector<hub::RepoRecord>& records, std::string_view next_url,
                           core::Timestamp observed_at, const PageNotes& notes = {});
    /// What is there, and what of it would not have been shown if `records` were the last page.
    [[nodiscard]] ListEnd list_end(std::int64_t snapshot_id, core::Kind kind,
                                   const std::vector<hub::RepoRecord>& records) const;
    /// The Hub does not accept the cursor any more: this kind's walk starts over, nothing stored is
    /// lost.
    void restart(std::int64_t snapshot_id, core::Kind kind);
    /// Marks the snapshot complete when each of its kinds has finished.
    void finish(std::int64_t snapshot_id, core::Timestamp now);
    void add_requests(std::int64_t snapshot_id, std::int64_t requests);

  private:
    Connection& connection_;
};

}  // namespace hubmine::store
