#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/texts.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// One point of the time axis: a walk of the lists, or numbers brought in from elsewhere.
struct HistorySnapshot {
    std::int64_t snapshot_id = 0;
    core::Timestamp at;  ///< a walk's start; the date that an import was given
    bool complete = false;
    std::array<bool, 3> kinds{};        ///< by core::Kind: which lists it walked
    std::optional<std::string> source;  ///< set: an import, and what it came from
};

/// The numbers of one repository from one snapshot on, until its next row. Absent = not told.
struct MetricRow {
    std::int64_t snapshot_id = 0;
    core::Timestamp observed_at;
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> downloads;
    std::optional<std::int64_t> downloads_all_time;
};

/// A time in which no list showed a repository: `from_snapshot` was the first without it,
/// `until_snapshot` the first with it again.
struct AbsenceRow {
    std::int64_t from_snapshot = 0;
    std::optional<std::int64_t> until_snapshot;
    core::Timestamp removed_at;
    std::optional<core::Timestamp> restored_at;
};

/// One repository's past as it goes by: texts and rows live until the next one comes. Id, licence
/// and so on are those of the snapshot up to which the history is read.
struct RepoHistory {
    core::Kind kind = core::Kind::kModel;
    std::int64_t repo_id = 0;
    std::string_view id;
    std::optional<core::Timestamp> created_at;
    std::int64_t first_snapshot = 0;
    TextId license = kNoText;              ///< into History::labels
    TextId pipeline_tag = kNoText;         ///< into History::labels
    TextId sdk = kNoText;                  ///< into History::labels
    std::span<const TextId> tags;          ///< into History::tags; none unless asked for
    std::span<const MetricRow> metrics;    ///< what the walks saw; ascending snapshot_id
    std::span<const MetricRow> foreign;    ///< what imports said; ascending (observed_at,
                                           ///< snapshot_id)
    std::span<const AbsenceRow> absences;  ///< ascending from_snapshot

    /// Whether the lists of that walk showed the repository, as far as is known.
    [[nodiscard]] bool is_present(std::int64_t snapshot_id) const;
};

/// What happens to a repository at a date of its own, whether or not a walk was near.
enum class Event : std::uint8_t { kLike, kCommit, kDiscussion };

inline constexpr std::array<Event, 3> kAllEvents{Event::kLike, Event::kCommit, Event::kDiscussion};

/// Events of one sort in one repository, up to the snapshot that is read.
struct EventDates {
    std::vector<core::Timestamp> at;  ///< likes: oldest first
    std::int64_t undated = 0;
};

/// All that the store knows of how the Hub changed, up to one snapshot. The repositories are not
/// held: they go by.
struct History {
    using Visit = std::function<void(const RepoHistory&)>;

    std::vector<HistorySnapshot> snapshots;  ///< ascending (at, snapshot_id)
    core::Texts labels;
    core::Texts tags;
    /// Shows every repository of the kinds asked for that was seen up to the snapshot, removed ones
    /// included, in ascending repo_id. Each call reads the store again, all of them the state of it
    /// that the dataset was loaded from. Throws DamagedError.
    std::function<void(const Visit&)> visit = [](const Visit&) {};
    /// When it happened to a repository; absent: that was never read to its end. Likes are those
    /// that still stood when they were read. Reads the store, as visit does, for that one alone.
    std::function<std::optional<EventDates>(std::int64_t repo_id, Event event)> dates_of =
        [](std::int64_t, Event) { return std::nullopt; };
};

}  // namespace hubmine::store
