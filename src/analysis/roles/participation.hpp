#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/developers.hpp"
#include "common/period.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hubmine::analysis::roles {

/// Later than every date: nothing was done, or nobody knows when.
inline constexpr core::Timestamp kNever = core::Timestamp::max();

/// What a developer did in a repository.
struct Participation {
    std::uint32_t repository = 0;  ///< into Histories::repositories
    std::uint32_t developer = 0;   ///< into Dataset::authors
    std::int64_t commits = 0;
    std::uint32_t discussions = 0;  ///< with pull requests
    std::uint32_t pull_requests = 0;
    /// The discussion with the earliest date (of equals the smallest number) is a pull request.
    bool began_with_pull_request = false;
    core::Timestamp first_commit = kNever;
    core::Timestamp first_discussion = kNever;
    core::Timestamp last = store::kUndated;  ///< of either
};

/// A repository whose commits and discussions were both read.
struct Repository {
    core::Kind kind = core::Kind::kModel;
    std::uint32_t position = 0;      ///< into Dataset::of(kind)
    std::size_t participations = 0;  ///< the first of its own
};

/// A developer who did something in a period; periods are counted from Histories::first_period.
struct Active {
    std::uint32_t developer = 0;
    std::uint32_t period = 0;
};

/// Who did what where, of all repositories whose commits and discussions were both read.
struct Histories {
    std::vector<Repository> repositories;       ///< by kind, then in the order of Dataset
    std::vector<Participation> participations;  ///< by repository
    /// By kind, as Dataset::discussions_of: 1 = a pull request of somebody who neither owns the
    /// repository nor has committed to it before.
    std::array<std::vector<std::uint8_t>, 3> by_outsider;
    std::vector<Active> active;     ///< each once, in ascending order
    std::int64_t first_period = 0;  ///< see period_of
    std::int64_t last_period = 0;   ///< that of the snapshot
    std::int64_t undated_commits = 0;
    std::int64_t undated_discussions = 0;

    /// What developers did in the repository of that number.
    [[nodiscard]] std::span<const Participation> in(std::size_t repository) const;
};

/// Needs ids, commits one by one, and the details of discussions. Times from 2016 up to the
/// snapshot are dates, others are none. `every`: also who was active in which period.
[[nodiscard]] Histories collect_histories(const store::Dataset& data,
                                          std::span<const core::Kind> kinds,
                                          const Developers& developers, std::optional<Every> every);

}  // namespace hubmine::analysis::roles
