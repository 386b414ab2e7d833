#pragma once

#include "hubmine/core/figure.hpp"
#include "hubmine/store/dataset.hpp"

#include "activity/settings.hpp"
#include "common/activities.hpp"
#include "common/licenses.hpp"
#include "common/table_row.hpp"

#include <vector>

namespace hubmine::analysis::activity {

/// What every table is made from.
struct Findings {
    const store::Dataset& data;
    Settings settings;
    LicenseClasses classes;
    std::vector<KindActivities> kinds;  ///< empty when no wanted table needs them
};

/// The activities of the repositories, with everything that they are read from.
inline constexpr Needs kNeedsActivities = 1;
/// What the repositories are called.
inline constexpr Needs kNeedsIds = 2;
/// What the store numbers them by.
inline constexpr Needs kNeedsRepoIds = 4;

/// When models were created, and what for.
inline constexpr Needs kNeedsPeers = 8;

/// Rows of `top` unless --top says otherwise.
inline constexpr std::int64_t kDefaultTop = 10;

/// The tables of RQ1, in the order of the catalogue.
[[nodiscard]] const TableRows<Findings>& table_rows();

/// What is drawn of them.
[[nodiscard]] std::vector<core::Figure> figures();

}  // namespace hubmine::analysis::activity
