#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/options.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace hubmine::analysis::topics {

/// Rows of a ranking unless --top says otherwise; of each domain fewer.
inline constexpr std::int64_t kDefaultTop = 100;
inline constexpr std::int64_t kDefaultTopOfDomain = 10;

/// What can be asked about what repositories are about. Empty paths mean the installed data file.
struct Settings : analysis::Settings,
                  KindSettings,
                  RankingSettings,
                  PeriodSettings,
                  OrganisationSettings {
    std::string languages_file;
    std::string domains_file;
    std::string tasks_file;
    std::string evaluation_datasets_file;
};

[[nodiscard]] OptionRows options(Settings& settings);

/// Checks what belongs together. Throws UsageError.
void settle(Settings& settings, const std::filesystem::path& config_folder);

/// What of a store the wanted tables are made of.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

}  // namespace hubmine::analysis::topics
