#pragma once

#include "hubmine/core/option.hpp"

#include <string>
#include <vector>

namespace hubmine::cli {

/// Throws UsageError for an option that was set (what it tells is not what it tells `untouched`,
/// the same row of settings left alone) and shapes none of the tables that were named.
void check_reach(const std::vector<core::Option>& options,
                 const std::vector<core::Option>& untouched,
                 const std::vector<std::string>& tables);

}  // namespace hubmine::cli
