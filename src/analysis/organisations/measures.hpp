#pragma once

#include "hubmine/core/kind.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace hubmine::analysis::organisations {

/// A number of a repository, in the order in which tables have them.
enum class Measure : std::uint8_t {
    kRepositories,  ///< 1
    kLikes,         ///< a missing one is 0
    kDownloads,     ///< a missing one is 0
    kDownloadsAllTime,
    kParameters,
    kStorage,
    kDerived,  ///< models of other owners made from it
};

inline constexpr std::array<std::string_view, 7> kMeasureNames{
    "repositories", "likes", "downloads", "downloads_all_time", "parameters", "storage", "derived"};

[[nodiscard]] constexpr std::string_view measure_name(Measure measure) {
    return kMeasureNames.at(static_cast<std::size_t>(measure));
}

/// Those that repositories of a kind have, in order.
[[nodiscard]] std::span<const Measure> measures_of(core::Kind kind);

/// Those of them by which repositories are ranked.
[[nodiscard]] std::span<const Measure> leading_measures_of(core::Kind kind);

}  // namespace hubmine::analysis::organisations
