#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/output/manifest.hpp"

#include "arguments.hpp"
#include "environment.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace hubmine::cli {

/// What a user asked of an analysis.
struct AnalyzeSettings : analysis::Options {
    bool pseudonyms = false;  ///< with an empty key file: the default one
};

/// One option of `hubmine analyze`: who has it, how it is asked, how the manifest tells it.
struct AnalyzeOption {
    std::string_view name;                   ///< in the manifest: "min_license_repos"
    std::vector<std::string_view> analyses;  ///< who has it; empty = every one
    void (*declare)(Arguments& arguments, AnalyzeSettings& options);
    output::Value (*told)(const AnalyzeSettings& options);
    [[nodiscard]] bool belongs_to(std::string_view analysis) const;
};

/// Every option, in the order of the help.
[[nodiscard]] std::span<const AnalyzeOption> analyze_options();

/// After parsing: fills in the default key file and checks what belongs together. Throws
/// UsageError.
void settle_settings(AnalyzeSettings& settings, const Environment& environment);

}  // namespace hubmine::cli
