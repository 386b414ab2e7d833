#pragma once

#include "hubmine/analysis/entry.hpp"

#include "organisations/settings.hpp"

namespace hubmine::analysis::organisations {

/// What the wanted tables are made from.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

[[nodiscard]] Result answer(const store::Dataset& data, const Settings& settings);

/// The organisations of the catalogue.
[[nodiscard]] Entry entry();

}  // namespace hubmine::analysis::organisations
