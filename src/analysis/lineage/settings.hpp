#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/options.hpp"

#include <cstdint>
#include <string>

namespace hubmine::analysis::lineage {

/// What can be asked about what models were made from.
struct Settings : analysis::Settings, LicenseSettings, RankingSettings, OrganisationSettings {
    std::string root;        ///< a model; empty = none
    std::int64_t depth = 0;  ///< 0 = all
};

/// Rows of each ranking unless `--top` says otherwise.
inline constexpr std::int64_t kDefaultTop = 100;

[[nodiscard]] core::Option root_option(Settings& settings, const std::string& help);
[[nodiscard]] core::Option depth_option(Settings& settings, const std::string& help);
[[nodiscard]] OptionRows options(Settings& settings);

/// The model of `--root`, by its id or a past name; absent without one.
/// Throws UsageError when no present model is called so.
[[nodiscard]] std::optional<std::uint32_t> asked_root(const store::Dataset& data,
                                                      const Settings& settings);

}  // namespace hubmine::analysis::lineage
