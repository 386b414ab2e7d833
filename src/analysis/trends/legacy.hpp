#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/stats/int128.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// What stays: the present repositories by how old they are.
namespace hubmine::analysis::trends {

/// Of the most downloaded repositories of a kind, those that are at least so old.
struct Legacy {
    core::Kind kind = core::Kind::kModel;
    std::int64_t top_n = 0;  ///< 0 = all
    int years = 0;
    std::int64_t population = 0;  ///< how many the top_n are
    std::int64_t repositories = 0;
    stats::Int128 downloads = 0;            ///< of those that are so old
    stats::Int128 all_downloads = 0;        ///< of the top_n
    std::optional<core::Timestamp> oldest;  ///< of those that are so old
};

/// Of models and datasets among those kinds; nothing of a kind that has no repository. By kind,
/// top_n (10, 100, 1000, all), years (1, 2, 3, 5).
[[nodiscard]] std::vector<Legacy> measure_legacy(const store::Dataset& data,
                                                 const std::vector<core::Kind>& kinds);

/// The repositories of a kind that were created in a year. What the Hub dates to its first day is a
/// cohort of its own.
struct Cohort {
    core::Kind kind = core::Kind::kModel;
    std::int64_t year = 0;
    bool floored = false;
    std::int64_t repositories = 0;
    stats::Int128 downloads = 0;
    stats::Int128 likes = 0;
    std::int64_t in_top_100 = 0;  ///< of the most downloaded; spaces: of the most liked
    /// Of the kind, repositories without a date of creation included.
    std::int64_t population = 0;
    stats::Int128 all_downloads = 0;
    stats::Int128 all_likes = 0;
};

/// By kind and year, the floored ones first.
[[nodiscard]] std::vector<Cohort> measure_cohorts(const store::Dataset& data,
                                                  const std::vector<core::Kind>& kinds);

}  // namespace hubmine::analysis::trends
