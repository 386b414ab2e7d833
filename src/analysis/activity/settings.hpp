#pragma once

#include "hubmine/analysis/settings.hpp"

#include <cstdint>

namespace hubmine::analysis::activity {

/// What can be asked about development activity.
struct Settings : analysis::Settings,
                  KindSettings,
                  OwnerSettings,
                  LicenseSettings,
                  RankingSettings {
    std::int64_t min_license_repos = 100;
};

}  // namespace hubmine::analysis::activity
