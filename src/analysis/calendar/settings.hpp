#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/options.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hubmine::analysis::calendar {

/// What can be asked about who is active when.
struct Settings : analysis::Settings,
                  KindSettings,
                  RankingSettings,
                  PeriodSettings,
                  OrganisationSettings {
    Every every = Every::kDay;
    bool by_entity = false;
    std::vector<std::string> owners;  ///< whom the tables tell of; empty = the most active
};

/// Rows of a ranking that has at most `all`; everybody who is named is told.
[[nodiscard]] std::size_t top_of(const Settings& settings, std::size_t all);

[[nodiscard]] OptionRows options(Settings& settings);

/// Checks what belongs together. Throws UsageError.
void settle(Settings& settings, const std::filesystem::path& config_folder);

/// What is read of a store.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

}  // namespace hubmine::analysis::calendar
