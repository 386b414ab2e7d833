#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Looking after a store and its history: pruning, differences, numbers from elsewhere, soundness,
/// copies.
namespace hubmine::store {

/// Which snapshots stay, by their age at `now`: all of the last `daily` days that are the last of
/// their day, then the last of each week for `weekly` weeks, then the last of each month, for each
/// kind on its own. Walks of an author, a tag or a number of rows count only for a kind of which
/// the store has no others. The first and the newest complete one always stay, and so do imports.
struct PrunePolicy {
    std::int64_t daily = 30;
    std::int64_t weekly = 26;
};
struct PruneResult {
    std::vector<std::int64_t> snapshots;  ///< those that went, ascending
    std::int64_t metric_rows = 0;         ///< rows of metrics that went with them
};
/// What would go. Only reads, whoever writes meanwhile.
[[nodiscard]] PruneResult plan_prune(Store& store, const PrunePolicy& policy, core::Timestamp now);
/// All or nothing. Throws BusyError while a crawl holds the store, and holds it against crawls.
PruneResult prune_snapshots(Store& store, const PrunePolicy& policy, core::Timestamp now);
/// Gives free room back to the file system. Throws BusyError while a crawl holds the store.
void vacuum(Store& store);

/// One difference between two snapshots.
struct DiffRow {
    core::Kind kind = core::Kind::kModel;
    std::string id;  ///< at the later snapshot; for a removed one at the earlier
    std::string hub_id;
    std::string change;  ///< added, removed, renamed, changed, restored
    std::string field;   ///< id, license, tags, gated, sdk, pipeline_tag, disabled, likes, ...
    std::optional<std::string> old_value;
    std::optional<std::string> new_value;  ///< of tags: what came and went, "+en -fr"
};
struct DiffQuery {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::vector<core::Kind> kinds{core::Kind::kModel, core::Kind::kDataset, core::Kind::kSpace};
    std::vector<std::string> owners;  ///< before or after; empty = everybody's
    std::vector<std::string> fields;  ///< empty = every one
    bool values = true;               ///< whether the old and the new value are spelt out
};
/// Calls `visit` with each difference, repository by repository in the order of the store; none is
/// kept.
void visit_differences(Store& store, const DiffQuery& query,
                       const std::function<void(DiffRow)>& visit);
/// Ascending kind, id, hub_id, change, field.
[[nodiscard]] std::vector<DiffRow> diff_snapshots(Store& store, const DiffQuery& query);
/// The fields a diff may name, in the order of the help.
[[nodiscard]] const std::vector<std::string>& diff_fields();

/// A line of numbers from elsewhere.
struct ForeignMetrics {
    core::Kind kind = core::Kind::kModel;
    std::string id;  ///< as it was called then
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> downloads;
    std::optional<std::int64_t> downloads_all_time;
};
struct ImportResult {
    std::int64_t snapshot_id = 0;
    std::int64_t rows = 0;
    std::int64_t unknown = 0;     ///< ids that no repository ever had
    std::int64_t duplicates = 0;  ///< later lines about the same repository
};
/// All or nothing. The same source and date again replace what they brought before. Nothing is
/// stored, and there is no snapshot, when the store knows none of the repositories. Throws
/// BusyError while a crawl holds the store, and holds it against crawls.
ImportResult import_metrics(Store& store, const std::vector<ForeignMetrics>& rows,
                            core::Timestamp date, std::string_view source);

/// What is wrong with the file, one line each; empty = sound. Integrity, foreign keys, and what
/// must always hold between the tables.
[[nodiscard]] std::vector<std::string> verify(Store& store);

/// A copy of a store that others may be writing, whole or not at all.
void backup(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace hubmine::store
