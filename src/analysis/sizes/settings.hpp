#pragma once

#include "hubmine/analysis/settings.hpp"

#include "common/options.hpp"
#include "common/period.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace hubmine::analysis::sizes {

/// What can be asked about the sizes of repositories.
struct Settings : analysis::Settings,
                  KindSettings,
                  RankingSettings,
                  PeriodSettings,
                  OrganisationSettings {
    bool names = false;  ///< a number in a name is a size where nothing else tells one
    std::string task;    ///< only models of this pipeline tag; empty = all
    std::optional<std::int64_t> min_size;  ///< bytes
    bool keep_suspect = false;             ///< emissions beyond belief count
    Every every = Every::kQuarter;
};

/// Rows of a ranking unless --top says otherwise.
[[nodiscard]] std::size_t top_of(const Settings& settings, std::size_t all);

[[nodiscard]] OptionRows options(Settings& settings);

/// Checks what belongs together. Throws UsageError.
void settle(Settings& settings, const std::filesystem::path& config_folder);

}  // namespace hubmine::analysis::sizes
