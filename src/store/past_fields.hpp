#pragma once

#include "column_value.hpp"
#include "repo_fields.hpp"
#include "rows_in_step.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace hubmine::store {

/// The fields that were other ones at an earlier snapshot, read in step with the repositories: each
/// is asked for once, in ascending repo_id.
class PastFields {
  public:
    PastFields(Database& database, std::int64_t snapshot_id);

    void read(std::int64_t repo_id);
    /// Of the repository that was read last; null when the field is as it is today.
    [[nodiscard]] const ColumnValue* find(Field field) const {
        const std::optional<ColumnValue>& value = values_.at(static_cast<std::size_t>(field));
        return value ? &*value : nullptr;
    }

  private:
    std::int64_t snapshot_id_;
    RowsInStep rows_;
    std::array<std::optional<ColumnValue>, kFieldCount> values_;  // by Field
};

}  // namespace hubmine::store
