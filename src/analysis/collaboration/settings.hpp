#pragma once

#include "hubmine/analysis/settings.hpp"

#include "common/options.hpp"
#include "common/period.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis::collaboration {

/// What can be asked about the collaboration network.
struct Settings : analysis::Settings,
                  OwnerSettings,
                  SubfieldSettings,
                  PeriodSettings,
                  OrganisationSettings,
                  RankingSettings,
                  PseudonymSettings {
    std::vector<std::string> cores;  ///< "1", "5", "10", "max"; empty = those
    bool newman_weights = false;     ///< 1/(n-1) a commit
    std::uint64_t seed = 1;
    std::optional<Every> every;  ///< of the periods that have a network of their own
};

[[nodiscard]] OptionRows options(Settings& settings);
/// Those of them that choose what the network holds.
[[nodiscard]] OptionRows network_options(Settings& settings);

/// Fills in where the key of pseudonyms lives, and checks the period. Throws UsageError.
void settle(Settings& settings, const std::filesystem::path& config_folder);

}  // namespace hubmine::analysis::collaboration
