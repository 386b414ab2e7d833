#pragma once

#include "hubmine/core/kind.hpp"

#include "random.hpp"
#include "synthetic_activity.hpp"
#include "synthetic_teams.hpp"

#include <optional>
#include <string_view>

namespace hubmine::bench {

/// Without a licence, empty.
struct License {
    LicenseClass license_class = LicenseClass::kNone;
    std::string_view name;
};

/// Of a model. Those that spaces use or several work on are licensed more often.
[[nodiscard]] License draw_model_license(bool is_used, bool has_team, Random& random);
/// Of a dataset or a space; the class is left out.
[[nodiscard]] License draw_license(core::Kind kind, Random& random);

/// One of the sub-field, or any.
[[nodiscard]] std::string_view draw_task(std::optional<Field> field, Random& random);
[[nodiscard]] std::string_view draw_library(Random& random);

}  // namespace hubmine::bench
