#pragma once

#include "hubmine/analysis/settings.hpp"

#include "common/options.hpp"
#include "common/period.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hubmine::analysis::trends {

/// What repositories of a history are put together by.
enum class GroupBy { kNothing, kOwner, kLicense, kPipelineTag, kSubfield, kSdk, kArchitecture };

/// What can be asked about the history of a store.
struct Settings : analysis::Settings,
                  KindSettings,
                  OwnerSettings,
                  RankingSettings,
                  SubfieldSettings,
                  PeriodSettings,
                  OrganisationSettings {
    Every every = Every::kMonth;
    GroupBy by = GroupBy::kNothing;
    std::string architectures_file;
    std::vector<std::string> repositories;  ///< whose series are told; empty = the most liked
};

/// Rankings and groups shown unless --top says otherwise.
[[nodiscard]] std::size_t top_of(const Settings& settings);

[[nodiscard]] OptionRows options(Settings& settings);

/// Checks what belongs together. Throws UsageError.
void settle(Settings& settings, const std::filesystem::path& config_folder);

}  // namespace hubmine::analysis::trends
