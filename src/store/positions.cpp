#include "positions.hpp"

#include <fmt/format.h>

namespace hubmine::store {

void Positions::set(std::int64_t row_id, std::uint32_t position) {
    constexpr std::uint64_t kGapsFor = 16;
    constexpr std::uint64_t kAlways = 1U << 16U;
    ++rows_;
    const std::uint64_t index = index_of(row_id);
    if (index >= near_.size() && index >= rows_ * kGapsFor + kAlways) {
        far_[row_id] = position;
        return;
    }
    if (index >= near_.size()) {
        near_.resize(index + 1, kNone);
    }
    near_[index] = position;
}

std::uint32_t Positions::find_far(std::int64_t row_id) const {
    const auto found = far_.find(row_id);
    return found == far_.end() ? kNone : found->second;
}

void Positions::missing(std::int64_t row_id) const {
    database_->damaged(
        fmt::format("something speaks of row {} of {}, which is not there", row_id, table_));
}

}  // namespace hubmine::store
