#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/core/option.hpp"

#include "common/period.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// The option rows of what several analyses can be asked. Each refers to its settings.
namespace hubmine::analysis {

using OptionRows = std::vector<core::Option>;

[[nodiscard]] core::Option snapshot_option(Settings& settings);
[[nodiscard]] core::Option bots_option(DeveloperSettings& settings);
[[nodiscard]] core::Option bots_file_option(DeveloperSettings& settings);
/// What every analysis can be asked: --snapshot, --bots, --bots-file, --identities.
[[nodiscard]] OptionRows common_options(Settings& settings);

[[nodiscard]] core::Option kind_option(KindSettings& settings);
/// `what` of these owners is meant: "repositories".
[[nodiscard]] core::Option owner_option(OwnerSettings& settings, const std::string& what);
[[nodiscard]] core::Option licenses_option(LicenseSettings& settings);
[[nodiscard]] core::Option top_option(RankingSettings& settings, std::string by_default);
[[nodiscard]] core::Option subfield_option(SubfieldSettings& settings);
[[nodiscard]] core::Option subfields_option(SubfieldSettings& settings);
/// `what` lies within the period: "commits".
[[nodiscard]] core::Option since_option(PeriodSettings& settings, const std::string& what);
[[nodiscard]] core::Option until_option(PeriodSettings& settings, const std::string& what);
/// How finely time is told; what the setting holds is the default.
[[nodiscard]] core::Option every_option(Every& every);
[[nodiscard]] core::Option organisations_option(OrganisationSettings& settings);

[[nodiscard]] core::Option pseudonyms_option(PseudonymSettings& settings);

/// The same row, shaping these tables only.
[[nodiscard]] core::Option shaping(core::Option option, std::vector<std::string> tables);

/// Throw UsageError for what does not go together.
void check(const DeveloperSettings& settings);
void check(const PeriodSettings& settings);

/// Fills in where the key of pseudonyms lives when none is named. Throws UsageError.
void settle_key(PseudonymSettings& settings, const std::filesystem::path& config_folder);

}  // namespace hubmine::analysis
