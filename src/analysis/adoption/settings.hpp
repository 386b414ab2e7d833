#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/options.hpp"

#include <cstdint>

namespace hubmine::analysis::adoption {

/// What can be asked about the use of models by spaces.
struct Settings : analysis::Settings,
                  OwnerSettings,
                  RankingSettings,
                  SubfieldSettings,
                  OrganisationSettings {
    bool subfield_of_space = false;
    std::int64_t cap_per_model = 0;  ///< 0 = no cap
    bool no_duplicates = false;
    std::int64_t max_models_per_space = 0;  ///< 0 = no cap
};

[[nodiscard]] OptionRows options(Settings& settings);
/// Those of them that choose what the networks hold.
[[nodiscard]] OptionRows network_options(Settings& settings);

/// What of a store the networks are made of, and the columns that are wanted besides.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings, store::RepoColumns of_models,
                                            store::RepoColumns of_spaces);

}  // namespace hubmine::analysis::adoption
