#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/texts.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
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

/// Rows of many repositories in one array, as Lists.
template <typename Row>
struct RowsByRepo {
    std::vector<std::uint64_t> offsets{0};
    std::vector<Row> rows;
    [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
    [[nodiscard]] std::span<const Row> operator[](std::size_t i) const {
        return std::span(rows).subspan(offsets[i], offsets[i + 1] - offsets[i]);
    }
};

/// Every repository of one kind that was seen up to a snapshot, removed ones included, in ascending
/// repo_id. Ids, licences and so on are those of that snapshot.
struct RepoHistories {
    std::vector<std::int64_t> repo_id;
    core::Texts id;
    std::vector<std::optional<core::Timestamp>> created_at;
    std::vector<std::int64_t> first_snapshot;
    std::vector<TextId> license;       ///< into History::labels
    std::vector<TextId> pipeline_tag;  ///< into History::labels
    std::vector<TextId> sdk;           ///< into History::labels
    Lists tags;                        ///< into History::tags
    RowsByRepo<MetricRow> metrics;     ///< what the walks saw; ascending snapshot_id
    RowsByRepo<MetricRow> foreign;     ///< what imports said; ascending (observed_at, snapshot_id)
    RowsByRepo<AbsenceRow> absences;   ///< ascending from_snapshot
    [[nodiscard]] std::size_t size() const { return repo_id.size(); }

    /// Whether the lists of that walk showed the repository, as far as is known.
    [[nodiscard]] bool is_present(std::size_t repo, std::int64_t snapshot_id) const;
};

/// All that the store knows of how the Hub changed, up to one snapshot. About 64 bytes a row of
/// metrics and 200 a repository.
struct History {
    std::vector<HistorySnapshot> snapshots;  ///< ascending (at, snapshot_id)
    std::array<RepoHistories, 3> repos;      ///< by core::Kind
    core::Texts labels;
    core::Texts tags;
    [[nodiscard]] const RepoHistories& of(core::Kind kind) const {
        return repos.at(static_cast<std::size_t>(kind));
    }
};

}  // namespace hubmine::store
