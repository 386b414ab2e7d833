#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/stats/counts.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/developers.hpp"

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace hubmine::analysis {

/// What was never fetched, or could not be read, is no 0.
inline constexpr std::int64_t kMissingActivity = std::numeric_limits<std::int64_t>::min();

/// One activity of every repository of a kind.
struct Activity {
    std::string_view name;             ///< "n_likes", ...
    std::vector<std::int64_t> values;  ///< by index into store::Repos; empty when none is known
    stats::Counts counts;              ///< of the known ones
    std::int64_t n_missing = 0;

    /// kMissingActivity where it is not known.
    [[nodiscard]] std::int64_t of(std::size_t repo) const {
        return values.empty() ? kMissingActivity : values[repo];
    }
};

/// The activities of a kind, in the order of every table.
struct KindActivities {
    core::Kind kind = core::Kind::kModel;
    const store::Repos* repos = nullptr;  ///< outlives this
    std::vector<Activity> activities;
    bool is_listed = true;  ///< otherwise not even how many there are is known

    /// Null when the kind has no such activity.
    [[nodiscard]] const Activity* find(std::string_view name) const;
};

/// Reads every activity of one kind off the data.
[[nodiscard]] KindActivities measure_activities(const store::Dataset& data, core::Kind kind,
                                                const Developers& developers);

}  // namespace hubmine::analysis
