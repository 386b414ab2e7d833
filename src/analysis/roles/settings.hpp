#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/options.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace hubmine::analysis::roles {

/// What can be asked about those who commit and those who discuss.
struct Settings : analysis::Settings,
                  KindSettings,
                  RankingSettings,
                  OrganisationSettings,
                  PseudonymSettings {
    Every every = Every::kMonth;
    std::string subjects_file;
};

/// Rows of a ranking that has at most `all`.
[[nodiscard]] std::size_t top_of(const Settings& settings, std::size_t all);

[[nodiscard]] OptionRows options(Settings& settings);

/// Fills in where the key of pseudonyms lives. Throws UsageError.
void settle(Settings& settings, const std::filesystem::path& config_folder);

/// What is read of a store. Throws what Subjects throws.
[[nodiscard]] store::DatasetOptions reading(const Settings& settings);

}  // namespace hubmine::analysis::roles
