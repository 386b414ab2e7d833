#pragma once

#include "hubmine/analysis/entry.hpp"

#include "roles/settings.hpp"

namespace hubmine::analysis::roles {

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The roles of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::roles
