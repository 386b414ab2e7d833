#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/store/dataset.hpp"
#include "hubmine/store/history.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// How fast the Hub answered a repository: with likes, and with what was made from it.
namespace hubmine::analysis::trends {

/// What was made from a repository, by how long after it.
struct Derived {
    static constexpr std::array<double, 3> kDays{1, 7, 30};
    std::array<std::int64_t, 3> within{};  ///< by kDays
    std::int64_t all = 0;
    std::optional<double> first;  ///< days to the first one that did not come before it

    /// One that was created then; when that is missing or floored nobody knows how fast it came.
    void add(core::Timestamp from, const std::optional<core::Timestamp>& created);
};

/// A repository and what was made from it.
struct Response {
    std::int64_t likes = 0;  ///< nothing told counts as 0
    std::string_view id;
    core::Kind kind = core::Kind::kModel;
    std::uint32_t repo = 0;  ///< index into the repositories of the kind
    Derived derived;
};

/// The `top` repositories with most likes (then by id, kind) whose date of creation is known and
/// not floored. The data must outlive them.
[[nodiscard]] std::vector<Response> measure_response(const store::Dataset& data,
                                                     const std::vector<core::Kind>& kinds,
                                                     std::size_t top);

/// How fast likes came. All absent: when they were given was never read.
struct LikePace {
    static constexpr std::array<std::size_t, 3> kLikes{10, 100, 1000};
    std::optional<std::int64_t> dated;             ///< likes that tell when they were given
    std::array<std::optional<double>, 3> days_to;  ///< by kLikes
};

[[nodiscard]] LikePace like_pace(const std::optional<store::EventDates>& likes,
                                 core::Timestamp created_at);

}  // namespace hubmine::analysis::trends
