#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/store/history.hpp"

#include "common/table_row.hpp"
#include "trends/groups.hpp"
#include "trends/growth.hpp"
#include "trends/moments.hpp"
#include "trends/movers.hpp"
#include "trends/sanity.hpp"
#include "trends/series.hpp"
#include "trends/settings.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace hubmine::analysis::trends {

/// What a table is filled from, beside scope and groups.
enum : Needs { kNeedsGrowth = 1, kNeedsSeries = 2, kNeedsMovers = 4, kNeedsSanity = 8 };

/// How many repositories of a kind went by.
struct Seen {
    std::int64_t repositories = 0;
    std::int64_t present = 0;  ///< at the newest snapshot
};

/// What the tables are filled from: measured in one pass over the repositories, none of which is
/// held. What no wanted table needs is absent.
struct Findings {
    Scope scope;
    Grouping grouping;
    std::array<Seen, 3> seen;  ///< by core::Kind
    std::optional<Growth> growth;
    std::vector<Series> series;  ///< by core::Kind
    std::vector<Movers> movers;  ///< by core::Kind
    std::optional<Sanity> sanity;
};

/// Throws what load_subfields throws, and UsageError for a `--repo` that nobody knows.
[[nodiscard]] Findings measure(const store::Dataset& data, const Settings& settings, Needs needs);

}  // namespace hubmine::analysis::trends
