#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/kind.hpp"
#include "hubmine/store/dataset.hpp"

#include "sizes/settings.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace hubmine::analysis::sizes {

/// The repositories that the figures are of, by core::Kind: indices into store::Repos, ascending.
using Population = std::array<std::vector<std::uint32_t>, 3>;

/// Those of the kinds that --since, --until, --task (models only) and --min-size leave, and how
/// many they leave out as notes.
[[nodiscard]] Population choose(const store::Dataset& data, const Settings& settings,
                                const std::vector<core::Kind>& kinds, Result& result);

/// Adds the columns that choosing looks at.
void add_columns_to_choose(const Settings& settings, store::DatasetParts& parts);

}  // namespace hubmine::analysis::sizes
