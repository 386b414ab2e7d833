#pragma once

#include "database.hpp"
#include "rows_in_step.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

namespace hubmine::store {

/// What was different at an earlier snapshot. Asked for repositories in ascending repo_id, it reads
/// the tables of the past once, in step with the table of the present.
class AsOf {
  public:
    AsOf(Database& database, std::int64_t snapshot_id);

    struct Metrics {
        std::optional<std::int64_t> likes;
        std::optional<std::int64_t> downloads;
        std::optional<std::int64_t> downloads_all_time;
    };
    /// Values that replace those of today; a field without a value is as it is today.
    struct Past {
        bool present = true;
        std::optional<Metrics> metrics;
        std::optional<std::string> id;
        std::optional<std::optional<std::int64_t>> license;
        std::optional<std::optional<std::string>> tags;
        std::optional<std::optional<std::int64_t>> gated;
        std::optional<std::optional<std::int64_t>> sdk;
        std::optional<std::optional<std::int64_t>> pipeline_tag;
        std::optional<std::optional<std::int64_t>> disabled;
    };
    [[nodiscard]] Past of(std::int64_t repo_id, std::int64_t first_snapshot);

  private:
    void read_metrics(std::int64_t repo_id, Past& past);
    void read_history(std::int64_t repo_id, Past& past);

    std::int64_t snapshot_id_;
    std::unordered_set<std::int64_t> absent_;
    RowsInStep metrics_;
    RowsInStep history_;
};

}  // namespace hubmine::store
