#pragma once

#include "hubmine/store/details.hpp"
#include "hubmine/store/work_queue.hpp"

#include <cstdint>
#include <optional>

/// When something that was read, or tried in vain, is due again.
namespace hubmine::store {

/// The moment lies in the future, by the clock of the query.
[[nodiscard]] bool is_ahead(const WorkQuery& query, std::int64_t at);

/// Whether it is due in a state other than a complete one; absent for a complete one.
[[nodiscard]] std::optional<bool> is_due_incomplete(const WorkQuery& query, FetchState state,
                                                    std::int64_t tried_at);

}  // namespace hubmine::store
