#pragma once

#include "database.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace hubmine::store {

/// Row ids of a table -> positions in a flat array. Every number that one row of the file uses to
/// speak of another goes through here, so that a damaged file can lead nowhere else.
class Positions {
  public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    /// Rows from `first` on (and from 0 on) are kept close together.
    Positions(const Database& database, const char* table, std::int64_t first = 0)
        : database_(&database), table_(table), first_(first > 0 ? first : 0) {}

    void set(std::int64_t row_id, std::uint32_t position);
    /// kNone for a row that was not set.
    [[nodiscard]] std::uint32_t find(std::int64_t row_id) const {
        const std::uint64_t index = index_of(row_id);
        return index < near_.size() ? near_[index] : find_far(row_id);
    }
    /// Throws DamagedError for a row that was not set.
    [[nodiscard]] std::uint32_t at(std::int64_t row_id) const {
        const std::uint32_t position = find(row_id);
        if (position == kNone) {
            missing(row_id);
        }
        return position;
    }
    [[noreturn]] void missing(std::int64_t row_id) const;
    /// Calls `visit(row_id, position)` for every row that was set, in no particular order.
    template <typename Visit>
    void for_each(const Visit& visit) const {
        for (std::size_t index = 0; index < near_.size(); ++index) {
            if (near_[index] != kNone) {
                visit(first_ + static_cast<std::int64_t>(index), near_[index]);
            }
        }
        for (const auto& [row_id, position] : far_) {
            visit(row_id, position);
        }
    }

  private:
    /// Beyond all that is near for a row before the first.
    [[nodiscard]] std::uint64_t index_of(std::int64_t row_id) const {
        return static_cast<std::uint64_t>(row_id) - static_cast<std::uint64_t>(first_);
    }
    [[nodiscard]] std::uint32_t find_far(std::int64_t row_id) const;

    const Database* database_;
    const char* table_;
    std::int64_t first_;
    std::vector<std::uint32_t> near_;
    /// Ids that SQLite would not have given out yet: memory follows the rows, not their numbers.
    std::unordered_map<std::int64_t, std::uint32_t> far_;
    std::uint64_t rows_ = 0;
};

}  // namespace hubmine::store
