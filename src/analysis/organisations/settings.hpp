#pragma once

#include "hubmine/analysis/settings.hpp"

#include "common/entity_type.hpp"
#include "common/options.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hubmine::analysis::organisations {

/// What can be asked about those who own repositories.
struct Settings : analysis::Settings,
                  KindSettings,
                  RankingSettings,
                  PeriodSettings,
                  OrganisationSettings {
    std::vector<std::string> types;  ///< whom `ranking` ranks; empty = all
    [[nodiscard]] bool ranks(EntityType type) const;
};

/// Rows of a ranking that has at most `all`.
[[nodiscard]] std::size_t top_of(const Settings& settings, std::size_t all);

[[nodiscard]] OptionRows options(Settings& settings);

/// Checks what belongs together. Throws UsageError.
void settle(Settings& settings, const std::filesystem::path& config_folder);

}  // namespace hubmine::analysis::organisations
