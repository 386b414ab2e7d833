#pragma once

#include "hubmine/core/kind.hpp"

#include "random.hpp"

#include <cstdint>

namespace hubmine::bench {

enum class LicenseClass : std::uint8_t { kPermissive, kRestrictive, kUnclassified, kNone };

/// How much happens in a repository.
struct Activity {
    std::int64_t likes = 0;
    std::int64_t downloads = 0;
    std::int64_t commits = 0;
    std::int64_t discussions = 0;
    std::int64_t starters = 0;  ///< who began one of them
};

/// One of a kind whose numbers have the shapes of the study's tables 2 to 5. `standing` in (0, 1)
/// is the share of the kind that is ahead of it: by use for a model, else by likes.
[[nodiscard]] Activity draw_activity(core::Kind kind, double standing, LicenseClass license,
                                     Random& random);

}  // namespace hubmine::bench
