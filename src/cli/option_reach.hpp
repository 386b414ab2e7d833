#pragma once

#include "hubmine/core/option.hpp"

#include <map>
#include <string>
#include <vector>

namespace hubmine::cli {

/// Throws UsageError for an option that was set (what it tells is not what it tells `untouched`,
/// the same row of settings left alone) on the command line (`asked` has its name) and shapes none
/// of the tables that were named.
void check_reach(const std::vector<core::Option>& options,
                 const std::vector<core::Option>& untouched, const std::vector<std::string>& asked,
                 const std::vector<std::string>& tables);

/// What is said of a table that is there only with an option that was not set, by its name: that
/// option.
[[nodiscard]] std::map<std::string, std::string> tables_unmade(
    const std::vector<core::Option>& options, const std::vector<core::Option>& untouched);

}  // namespace hubmine::cli
