#pragma once

#include "database.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace hubmine::store {

/// Row ids of a table -> positions in a flat array. Every number that one row of the file uses to
/// speak of another goes through here, so that a damaged file can lead nowhere else.
class Positions {
  public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    Positions(const Database& database, const char* table) : database_(&database), table_(table) {}

    void set(std::int64_t row_id, std::uint32_t position);
    /// kNone for a row that was not set.
    [[nodiscard]] std::uint32_t find(std::int64_t row_id) const {
        const auto index = static_cast<std::uint64_t>(row_id);
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

  private:
    [[nodiscard]] std::uint32_t find_far(std::int64_t row_id) const;

    const Database* database_;
    const char* table_;
    std::vector<std::uint32_t> near_;
    /// Ids that SQLite would not have given out yet: memory follows the rows, not their numbers.
    std::unordered_map<std::int64_t, std::uint32_t> far_;
    std::uint64_t rows_ = 0;
};

}  // namespace hubmine::store
