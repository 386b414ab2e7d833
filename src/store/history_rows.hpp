#pragma once

#include "hubmine/store/history.hpp"

#include "database.hpp"
#include "load_plan.hpp"
#include "positions.hpp"

#include <cstdint>
#include <unordered_set>

namespace hubmine::store {

/// What the numbers in rows of the past mean in a History.
struct HistoryKeys {
    Positions labels;
    Positions tags;
    std::unordered_set<std::int64_t> imports;  ///< those that belong to it
};

/// Shows the repositories of the plan to `visit`, as History::visit says: every table once, in
/// step, no more than one repository in memory.
void visit_repositories(Database& database, const LoadPlan& plan, const HistoryKeys& keys,
                        const History::Visit& visit);

}  // namespace hubmine::store
