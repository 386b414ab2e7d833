#pragma once

#include "database.hpp"
#include "past_fields.hpp"
#include "repo_fields.hpp"
#include "rows_in_step.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_set>

namespace hubmine::store {

/// What was different at an earlier snapshot. Asked for repositories in ascending repo_id, it reads
/// the tables of the past once, in step with the table of the present.
class AsOf {
  public:
    AsOf(Database& database, std::int64_t snapshot_id);

    /// A value a row of past_numbers().
    using Numbers = std::array<ColumnValue, kPastNumbers>;
    /// Values that replace those of today, until the next repository is asked for.
    struct Past {
        bool present = true;
        std::optional<Numbers> numbers;
        const PastFields* fields = nullptr;  ///< null: all is as it is today

        /// Null when the field is as it is today.
        [[nodiscard]] const ColumnValue* find(Field field) const {
            return fields != nullptr ? fields->find(field) : nullptr;
        }
    };
    [[nodiscard]] Past of(std::int64_t repo_id, std::int64_t first_snapshot);

  private:
    void read_metrics(std::int64_t repo_id, Past& past);

    std::int64_t snapshot_id_;
    std::unordered_set<std::int64_t> absent_;
    RowsInStep metrics_;
    PastFields fields_;
};

}  // namespace hubmine::store
