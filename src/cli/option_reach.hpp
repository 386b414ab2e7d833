#pragma once

#include "analyze_options.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::cli {

/// The tables of an analysis that one of its options shapes.
struct Reach {
    std::string_view option;  ///< as AnalyzeOption::name
    std::string_view analysis;
    std::vector<std::string_view> tables;
};

/// Options without a row shape every table.
[[nodiscard]] std::span<const Reach> option_reaches();

/// Throws UsageError for an option that was set and shapes none of the tables that were named, or
/// that another one leaves idle. What chooses the snapshot and the developers may be said to any
/// table.
void check_reach(std::string_view analysis, const AnalyzeSettings& settings,
                 const std::vector<std::string>& tables);

}  // namespace hubmine::cli
