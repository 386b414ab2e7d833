#pragma once

#include "database.hpp"

#include <cstdint>
#include <string_view>

namespace hubmine::store {

/// Rows of a table in ascending repo_id (column 0), read in step with the repositories: each is
/// asked for once, in ascending repo_id, and the table is read once.
class RowsInStep {
  public:
    RowsInStep(Database& database, std::string_view sql) : rows_(database, sql) {}
    /// With values for its parameters.
    template <typename... Values>
    RowsInStep(Database& database, std::string_view sql, const Values&... values)
        : rows_(database, sql) {
        rows_.bind(values...);
    }

    /// Goes to the next row of the repository; false when there is no other one.
    bool next(std::int64_t repo_id);
    /// The one that it went to.
    [[nodiscard]] const Statement& row() const { return rows_; }
    /// Whether rows are left, behind those that were asked for.
    [[nodiscard]] bool has_more();
    /// Whether rows were passed over, of repositories that nobody asked for.
    [[nodiscard]] bool has_skipped() const { return has_skipped_; }

  private:
    void step();

    Statement rows_;
    std::int64_t at_ = 0;   ///< of the row at which it stands
    bool more_ = true;      ///< the end was not met yet
    bool is_taken_ = true;  ///< the row at which it stands was handed out, or there is none yet
    bool has_skipped_ = false;
};

}  // namespace hubmine::store
