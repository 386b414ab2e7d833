#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/store/history.hpp"

#include "common/table_row.hpp"
#include "trends/groups.hpp"
#include "trends/growth.hpp"
#include "trends/legacy.hpp"
#include "trends/moments.hpp"
#include "trends/movers.hpp"
#include "trends/response.hpp"
#include "trends/sanity.hpp"
#include "trends/series.hpp"
#include "trends/settings.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hubmine::analysis::trends {

/// What a table is filled from, beside scope and groups.
enum : Needs {
    kNeedsGrowth = 1,
    kNeedsSeries = 2,
    kNeedsMovers = 4,
    kNeedsSanity = 8,
    kNeedsLegacy = 16,
    kNeedsCohorts = 32,
    kNeedsResponse = 64
};

/// How many repositories of a kind went by.
struct Seen {
    std::int64_t repositories = 0;
    std::int64_t present = 0;  ///< at the newest snapshot
};

/// What the tables are filled from: measured in one pass over the repositories, none of which is
/// held. What no wanted table needs is absent.
struct Findings {
    const store::Dataset& data;
    std::shared_ptr<const store::History> history;
    Scope scope;
    Grouping grouping;
    std::array<Seen, 3> seen;  ///< by core::Kind
    std::optional<Growth> growth;
    std::vector<Series> series;  ///< by core::Kind
    std::vector<Movers> movers;  ///< by core::Kind
    std::optional<Sanity> sanity;
    std::vector<Legacy> legacy;
    std::vector<Cohort> cohorts;
    std::vector<Response> response;  ///< by rank
};

/// What of the present repositories the wanted tables read, beside the history.
[[nodiscard]] std::array<store::RepoColumns, 3> columns_read(Needs needs);

/// Throws what GroupNames throws, and UsageError for a `--repo` that nobody knows. The data must
/// outlive the findings.
[[nodiscard]] Findings measure(const store::Dataset& data, const Settings& settings, Needs needs);

}  // namespace hubmine::analysis::trends
