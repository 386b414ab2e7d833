#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hubmine::analysis::topics {

/// The repositories of a kind that are looked at.
struct Population {
    core::Kind kind = core::Kind::kModel;
    const store::Repos& repos;
    core::Timestamp moment;                 ///< that ages are told for
    std::vector<std::uint32_t> chosen;      ///< indices into repos, ascending
    std::span<const std::uint32_t> owners;  ///< numbers of Entities, by repository

    [[nodiscard]] std::size_t size() const { return chosen.size(); }
    [[nodiscard]] std::int64_t likes(std::uint32_t repo) const {
        return repos.likes[repo].value_or(0);
    }
    /// The Hub leaves them out when there were none; spaces have no such thing.
    [[nodiscard]] std::int64_t downloads(std::uint32_t repo) const {
        return repos.downloads.empty() ? 0 : repos.downloads[repo].value_or(0);
    }
    /// Of all that are chosen.
    [[nodiscard]] std::int64_t all_downloads() const;
};

[[nodiscard]] Population choose(const store::Dataset& data, core::Kind kind,
                                const PeriodSettings& period);

/// What is added up of repositories that have something in common.
struct Tally {
    std::int64_t repositories = 0;
    std::int64_t likes = 0;
    std::int64_t downloads = 0;
    std::int64_t created_last_year = 0;
    std::int64_t created_year_before = 0;

    void add(const Population& population, std::uint32_t repo);
};

/// The first so many of those repositories: by value, descending, then by the bytes of the id. A
/// missing value counts as 0.
[[nodiscard]] std::vector<std::uint32_t> first_by_value(
    const store::Repos& repos, const core::OptionalColumn<std::int64_t>& values,
    std::vector<std::uint32_t> of, std::size_t how_many);

}  // namespace hubmine::analysis::topics
