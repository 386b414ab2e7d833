#pragma once

#include "hubmine/store/history.hpp"

#include "dataset_loader.hpp"

#include <cstdint>
#include <optional>

namespace hubmine::store {

/// As History::dates_of says.
[[nodiscard]] std::optional<EventDates> load_event_dates(Database& database, const LoadPlan& plan,
                                                         std::int64_t repo_id, Event event);

}  // namespace hubmine::store
