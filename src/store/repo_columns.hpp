#pragma once

#include "dataset_loader.hpp"
#include "rows_in_step.hpp"

#include <array>
#include <optional>
#include <vector>

namespace hubmine::store {

/// Goes through `repo` and `repo_state` in step, reading no other columns than the wanted ones.
class DatasetLoader::RepoCursor {
  public:
    RepoCursor(DatasetLoader& loader, const std::array<RepoColumns, 3>& columns);

    /// Throws DamagedError when a repository has no state, or a state no repository.
    bool step();
    [[nodiscard]] std::int64_t repo_id() const { return rows_->integer(0); }
    [[nodiscard]] core::Kind kind() const { return rows_->kind(1); }
    [[nodiscard]] bool is_private() const { return rows_->integer(3) != 0; }
    [[nodiscard]] std::string_view id() const { return rows_->text(4); }
    /// What was different at the plan's snapshot, whether it was there included.
    [[nodiscard]] AsOf::Past then();
    /// Adds the wanted columns of this row.
    void add_to(Place place, const AsOf::Past& then);

  private:
    struct Read {
        const ColumnRow* column;
        int at;
    };
    bool want(const ColumnRow& column, int at, const std::array<RepoColumns, 3>& columns);
    [[nodiscard]] const Statement* row_of(Table table) const;

    DatasetLoader& loader_;
    std::array<std::vector<Read>, 3> reads_;  // by core::Kind
    std::optional<Statement> rows_;
    std::optional<RowsInStep> states_;
    std::optional<RowsInStep> storage_;  // of those of which it was told
    std::optional<RowsInStep> cards_;    // of those that have one
    bool has_storage_ = false;           // the row at which it stands
    bool has_card_ = false;
    std::optional<AsOf> past_;
};

}  // namespace hubmine::store
