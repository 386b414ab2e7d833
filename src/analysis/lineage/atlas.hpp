#pragma once

#include "hubmine/analysis/graph_entry.hpp"

#include "lineage/settings.hpp"

#include <cstdint>
#include <string>

namespace hubmine::analysis::lineage {

/// What the colour of a model tells.
enum class AtlasColour : std::uint8_t { kTask, kOwner, kLicense };

/// The whole lineage as one picture.
struct AtlasSettings : Settings {
    std::int64_t models = 1000;
    AtlasColour colour = AtlasColour::kTask;
};

/// The models of most (descendants + 1) log10(10 + downloads), and their ancestors on shortest
/// ways. Each hangs on one parent, as in the table `tree`.
[[nodiscard]] GraphTables atlas(const store::Dataset& data, const AtlasSettings& settings,
                                const GraphCut& cut);

[[nodiscard]] GraphEntry atlas_entry();

}  // namespace hubmine::analysis::lineage
