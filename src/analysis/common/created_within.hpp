#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <vector>

namespace hubmine::analysis {

/// The repositories of a kind that were created from `--since` on and before `--until`.
struct CreatedWithin {
    std::vector<std::uint32_t> repos;  ///< indices into store::Repos, ascending
    std::int64_t undated = 0;          ///< fell out because nobody knows when they were created
};

/// What it takes to tell them: nothing where neither was given.
void read_created_at(const PeriodSettings& period, store::RepoColumns& columns);

/// All of them where neither was given.
[[nodiscard]] CreatedWithin created_within(const store::Repos& repos, const PeriodSettings& period);

/// Counts in the notes what fell out for want of a date: `models_without_created_at`.
void note_undated(core::Kind kind, const CreatedWithin& created, const PeriodSettings& period,
                  Result& result);

}  // namespace hubmine::analysis
